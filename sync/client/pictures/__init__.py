"""Pictures on the tablet: which are fetched, kept and let go."""
