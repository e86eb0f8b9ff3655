"""Access mode: every page as one picture, a few short lines and at most seven large controls."""
