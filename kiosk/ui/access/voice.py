"""What access mode says, in the language of the screen: pages, controls, news, and what came of a press."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from kiosk.core.speech.manner import Manner
from kiosk.ui.access.reader import NOT_READING, Reader
from kiosk.ui.access.shown import Shown
from kiosk.ui.shop import Shop
from kiosk.ui.speech.speaker import Lack, Speaker

SLOWEST = 4
"""Added to a pace, the slowest is the first."""


class Voice(QObject):
    """Reads, and keeps the news that wait to be said. Its speaker is made when it is first needed."""

    changed = Signal()
    """What is being read, or whether anything can be."""

    def __init__(self, shop: Shop, speaker: Callable[[QObject], Speaker], parent: QObject) -> None:
        super().__init__(parent)
        self._shop = shop
        self.make_speaker = speaker
        self._made: Reader | None = None
        self._news: list[str] = []
        self.pressed = False
        """Whether what changes next comes of a press: that is said."""

    @property
    def reader(self) -> Reader:
        """What reads."""
        if self._made is None:
            self._made = Reader(self.make_speaker(self), self)
            self._made.changed.connect(self.changed)
        return self._made

    @property
    def at(self) -> int:
        """Which sentence of those that are shown is being read, `NOT_READING` for none."""
        return self._made.at if self._made and self._made.at < self._made.count else NOT_READING

    @property
    def count(self) -> int:
        """How many sentences there are to read."""
        return self.reader.count

    @property
    def lack(self) -> Lack:
        """What is missing to read the language that is spoken."""
        return self.reader.lack(self._shop.words.language)

    def louder(self, steps: int) -> None:
        """Read louder; quieter by negative steps."""
        self._try(self.reader.manner.louder(steps))

    def quicker(self, steps: int) -> None:
        """Read quicker; slower by negative steps."""
        self._try(self.reader.manner.quicker(steps))

    def _try(self, manner: Manner) -> None:
        self.reader.manner = manner
        self.tell(self._shop.words.texts.get("access.voice_now", manner.loudness, manner.pace + SLOWEST))

    def tell(self, news: str) -> None:
        """Have something said with what is told next."""
        self._news.append(news)

    def drop_news(self) -> None:
        """Forget what waited to be said."""
        self._news, self.pressed = [], False

    def read(self, sentences: Sequence[str], after: str, language: str) -> None:
        """Read sentences, after the news; `after` comes behind them, uncounted."""
        first = self._one_by_one(self._news)
        self.drop_news()
        self.reader.read(sentences, after, language, first=first)

    def say(self, text: str) -> None:
        """Say one thing instead of what is being read."""
        self.reader.say(text, self._shop.words.language)

    def say_changes(self, before: Shown | None, now: Shown) -> None:
        """Say what came of a press; what changes by itself is shown and not said."""
        known = before.sentences if before else set()
        new = [unit.spoken for unit in now.units if unit.spoken not in known] if self.pressed else []
        if self._news or new:
            self.say(self._one_by_one([*self._news, *new]))
            self.drop_news()

    def _one_by_one(self, sentences: Sequence[str]) -> str:
        return self._shop.words.texts.get("access.then").join(sentences)

    def stop(self) -> None:
        """Be still."""
        self.reader.stop()

    def forget(self) -> None:
        """Be still, and read as at first from now on: the visit is over."""
        self.drop_news()
        self.reader.forget()
