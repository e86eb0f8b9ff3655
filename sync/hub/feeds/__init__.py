"""Feeds: what other systems export, read into the hub's catalogue and stock."""
