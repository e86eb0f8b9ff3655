"""Shopify's CSV files: products and inventory."""
