"""Where the hub keeps its documents: a small port, and an adapter for each database."""
