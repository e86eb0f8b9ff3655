"""What stops the build."""

from __future__ import annotations


class BuildError(Exception):
    """The program cannot be built as it must be; the message tells a person, in plain words, what to do."""
