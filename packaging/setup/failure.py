"""What stops the setup."""

from __future__ import annotations


class SetupError(Exception):
    """Setup cannot go on; the message tells a person, in plain words, what to do about it."""
