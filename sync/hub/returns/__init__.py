"""Returns: what follows from one, and how one begins away from the desk."""
