"""Vetrina's own CSV, documented in `feeds/README.md`: for shops that can write whatever is asked for."""
