"""A kiosk's window is the whole screen and stays it: no key, and nobody beside it, takes it away.

It refuses to be closed, comes back when it was made smaller or put behind another one, and on an X server
keeps keyboard and pointer for itself: what a window manager would hear (Alt+Tab, Alt+F4, Ctrl+Alt with the
wheel) comes to the kiosk, to which it means nothing. The compositor of the package, cage, hears nothing of
the kind. The program ends by a signal.
"""

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QWindow

BACK_MS = 200
"""How soon it is put right again; at once would answer the middle of what another program does."""

X11 = "xcb"
"""Where a window can have all keys and be put before others; elsewhere asking for it warns in the log."""


class LockDown(QObject):
    """Holds one window on the screen until it makes room for the next kiosk's."""

    def __init__(self, window: QWindow, parent: QObject | None = None) -> None:
        """Begin; the window is shown, or about to be."""
        super().__init__(parent)
        self._x11 = QGuiApplication.platformName() == X11
        self._window = window
        self._yielding = False
        self._back = QTimer(self, interval=BACK_MS, singleShot=True)
        self._back.timeout.connect(self._put_right)
        window.installEventFilter(self)
        window.visibilityChanged.connect(self._look)
        window.activeChanged.connect(self._look)
        self._look()

    def make_room(self) -> None:
        """Let another kiosk's window be in front, and have the keyboard. Nobody closes this one still."""
        self._yielding = True
        self._back.stop()
        self._grab(on=False)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take no window's request to close; the program's own end does not ask the window."""
        if event.type() == QEvent.Type.Close:
            event.ignore()
            return True
        return False

    @Slot()
    def _look(self) -> None:
        if self._yielding:
            return
        if self._stands:
            self._grab(on=True)
        else:
            self._back.start()

    @property
    def _stands(self) -> bool:
        return self._window.visibility() == QWindow.Visibility.FullScreen and self._window.isActive()

    @Slot()
    def _put_right(self) -> None:
        if self._window.visibility() != QWindow.Visibility.FullScreen:
            self._window.showFullScreen()
        if self._x11:
            self._window.raise_()
        self._window.requestActivate()
        if not self._stands:
            # Until it stands: whoever took its place may do so again.
            self._back.start()

    def _grab(self, *, on: bool) -> None:
        if self._x11:
            self._window.setKeyboardGrabEnabled(on)
            self._window.setMouseGrabEnabled(on)
