"""The people of the stores: who they are, how they sign in, and what they may read."""
