"""schema.org products as JSON-LD: web pages with script blocks, JSON files, JSON Lines."""
