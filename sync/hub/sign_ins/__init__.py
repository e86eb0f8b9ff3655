"""Shoppers sign in: the hub stands between the tablet, their phone, and whoever keeps their account."""
