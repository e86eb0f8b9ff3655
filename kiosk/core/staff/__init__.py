"""The people at a desk: signing in, locking, working in their own name, and leaving nothing behind."""
