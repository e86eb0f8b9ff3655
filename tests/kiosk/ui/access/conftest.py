"""A kiosk whose voice is written down instead of heard."""

import pytest

from kiosk.core.speech.manner import Manner
from kiosk.ui.speech.speaker import Speaker


class WrittenVoice(Speaker):
    """Writes down what is read; a sentence ends when the test says so."""

    def __init__(self):
        super().__init__()
        self.heard = []
        self.manner = Manner()
        self.lacks = {}
        self.speaking = ""

    def lack(self, language):
        return self.lacks.get(language, "")

    def say(self, text, language, manner):
        self.speaking = text
        self.heard.append((text, language))
        self.manner = manner

    def stop(self):
        self.speaking = ""

    def finish(self):
        """The sentence has come to its end."""
        self.speaking = ""
        self.said.emit()

    def finish_all(self, most=60):
        """Read on until nothing is left; return what was heard from now on."""
        begun = len(self.heard)
        for _ in range(most):
            if not self.speaking:
                break
            self.finish()
        assert not self.speaking, "it reads without end"
        return [text for text, _ in self.heard[max(0, begun - 1) :]]


@pytest.fixture
def reader():
    return WrittenVoice()


@pytest.fixture
def settle(kiosk, robot):
    """Let the stage tell what has changed."""

    def wait():
        # A product's details and reviews come a moment after its price.
        robot.wait(lambda: not kiosk.product._rest.isActive(), "all of the product")
        robot.wait(lambda: not kiosk.access._later.isActive(), "the stage to tell")
        robot.work(5)

    return wait


@pytest.fixture
def begin(kiosk, robot, settle):
    """Go somewhere in access mode."""
    robot.wait(kiosk.window.isActive, "the keyboard")

    def go(scene):
        kiosk.access.switch.toggle()
        scene(kiosk)
        settle()

    return go


@pytest.fixture
def press(kiosk, settle):
    """Press controls, one after the other."""

    def press_each(*places):
        for at in places:
            kiosk.access.press(at)
            settle()

    return press_each


@pytest.fixture
def write(kiosk, robot, settle):
    """Write with a keyboard."""

    def write_each(*keys):
        for key in keys:
            robot.press(key)
            # A keyboard scanner's keys are told from a hand's by what follows, or does not.
            robot.wait(lambda: not kiosk._rack.reading, "the key to be a hand's")
            settle()

    return write_each
