"""Where the hub keeps its documents: one small port, one adapter per database."""
