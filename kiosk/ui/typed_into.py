"""Whether what is typed goes somewhere just now: then no key of it may be kept waiting."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethod

from kiosk.ui.access.model import AccessModel
from kiosk.ui.models.kiosk import KioskModel
from kiosk.ui.models.page import DESK, SIGN_IN
from kiosk.ui.models.pages import Pages

KEYED = frozenset({"claim", SIGN_IN, DESK})
"""Pages that take figures and letters without a field: a code, a PIN, an associate's keys."""


class TypedInto:
    """Looks at the pages, and at what has the keyboard. Lives in the GUI thread."""

    def __init__(self, model: KioskModel, pages: Pages, access: AccessModel) -> None:
        # Qt's stubs take a property for itself, not for its value.
        self._model: Any = model
        self._pages: Any = pages
        self._access: Any = access

    def __call__(self) -> bool:
        """Return whether somebody who types waits to see it."""
        if self._access.shown:
            return bool(self._access.writes)
        return self._model.page in KEYED or self._pages.space.asked or _in_a_field()


def _in_a_field() -> bool:
    """Whether a text field has the keyboard."""
    return bool(QInputMethod.queryFocusObject(Qt.InputMethodQuery.ImEnabled, None))
