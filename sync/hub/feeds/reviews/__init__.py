"""Tables of reviews, as shops and their review services export them."""
