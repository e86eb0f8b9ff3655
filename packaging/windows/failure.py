"""What stops the build of the installer."""

from __future__ import annotations


class MsiError(Exception):
    """The installer cannot be made as it must be; the message tells a person, in plain words, what to do."""
