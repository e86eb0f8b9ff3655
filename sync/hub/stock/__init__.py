"""One stock: the ledger, sales and movements from tills and shops, reservations, and their expiry."""
