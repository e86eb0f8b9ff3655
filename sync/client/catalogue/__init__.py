"""Bringing the catalogue to the tablet: when to ask, the snapshot, the changes."""
