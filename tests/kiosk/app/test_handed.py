"""What somebody does, as a record and as events again: nothing lost, nothing made up."""

import json

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QKeyEvent, QMouseEvent, QPointingDevice
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from kiosk.app.handed import Recorder, event_of

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier


def again(record):
    """Return the event on the other side of the channel."""
    return event_of(json.loads(json.dumps(record)))


def mouse(kind, x, y, held=LEFT):
    return QMouseEvent(kind, QPointF(x, y), QPointF(x, y), LEFT, held, PLAIN)


@pytest.mark.parametrize(
    ("key", "text", "modifiers"),
    [
        (Qt.Key.Key_7, "7", PLAIN),
        (Qt.Key.Key_A, "A", Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Return, "\r", PLAIN),
        (Qt.Key.Key_S, "", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_BracketRight, "\x1d", Qt.KeyboardModifier.ControlModifier),
    ],
)
@pytest.mark.parametrize("kind", [QEvent.Type.KeyPress, QEvent.Type.KeyRelease])
def test_a_key_is_the_same_key_at_the_same_time_of_the_same_keyboard(qapp, kind, key, text, modifiers):
    event = QKeyEvent(kind, key, modifiers, text, autorep=True)
    event.setTimestamp(123_456_789)
    made = again(Recorder().record(event))
    assert isinstance(made, QKeyEvent)
    assert (made.type(), made.key(), made.text(), made.modifiers()) == (kind, key, text, modifiers)
    assert (made.timestamp(), made.isAutoRepeat()) == (123_456_789, True)
    assert made.device().name() == QInputDevice.primaryKeyboard().name()


def test_a_press_is_handed_on_with_its_way_and_its_end_and_a_pointer_that_goes_by_is_not(qapp):
    recorder = Recorder()
    assert recorder.record(mouse(QEvent.Type.MouseMove, 1, 1, NO_BUTTON)) is None
    assert recorder.record(mouse(QEvent.Type.MouseButtonRelease, 1, 1, NO_BUTTON)) is None
    kinds = [QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease]
    records = []
    for place, kind in enumerate(kinds):
        records.append(recorder.record(mouse(kind, place, 9.5)))
        assert recorder.down == (kind is not kinds[-1])
    made = [again(record) for record in records]
    assert [event.type() for event in made] == kinds
    assert [event.position() for event in made] == [QPointF(place, 9.5) for place in range(3)]
    assert [event.buttons() for event in made] == [LEFT, LEFT, NO_BUTTON]
    assert [event.button() for event in made] == [LEFT, NO_BUTTON, LEFT]


def test_a_finger_is_handed_on_as_a_press(qapp):
    class Window(QQuickWindow):
        def __init__(self):
            super().__init__()
            self.records, self.recorder = [], Recorder()

        def event(self, event):
            if self.recorder.takes(event):
                self.records.append(self.recorder.record(event))
                event.accept()
                return True
            return super().event(event)

    window = Window()
    window.show()
    finger: QPointingDevice = QTest.createTouchDevice()
    QTest.touchEvent(window, finger).press(1, QPointF(30, 40).toPoint(), window).commit()
    QTest.touchEvent(window, finger).release(1, QPointF(30, 40).toPoint(), window).commit()
    made = [again(record) for record in window.records if record]
    assert [event.type() for event in made] == [
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
    ]
    assert made[0].position() == QPointF(30, 40)
    window.close()
