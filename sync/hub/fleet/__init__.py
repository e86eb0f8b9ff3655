"""The tablets of a chain as IT sees them: how they are, and what is set for them from afar."""
