"""Where a hub has its releases, and where it serves them."""

FOLDER = "releases"
"""In the hub's folder."""

METADATA = "metadata"
FILES = "targets"
KEYS = "keys"

PARTS = (FILES, METADATA, KEYS)
"""All of it, what is pointed to first."""

ADDRESS = "/updates"
