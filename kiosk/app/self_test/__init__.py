"""`vetrina self-test`: whether this program is whole, as it lies here: every page, font, word and library."""

from kiosk.app.self_test.run import run

__all__ = ["run"]
