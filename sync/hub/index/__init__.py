"""What leads to whom: customers, orders and receipts are found by contacts, cards and numbers."""
