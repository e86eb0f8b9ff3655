"""Events out: what other servers are told of orders, tills' baskets, sales and refunds, signed by the hub."""
