"""All stories of shoppers and associates, told on the real kiosk, desk and hub and a real browser."""

import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from kiosk.tour import (
    access_story,
    desk_story,
    guest_story,
    known_story,
    lag,
    offline_story,
    parked_story,
    size_story,
    two_story,
)
from kiosk.tour.album import write_album
from kiosk.tour.diary import SAID, Diary
from kiosk.tour.manner import Manner
from kiosk.tour.phone import NoBrowser
from kiosk.tour.world import Play, opened


class Chapter(NamedTuple):
    """A story: what `--story` calls it, its title, and who plays it."""

    key: str
    title: str
    play: Play


STORIES = (
    Chapter("guest", "Somebody comes for the first time", guest_story.play),
    Chapter("known", "Known here: left off on the phone, gone on in the store", known_story.play),
    Chapter("size", "The size is not here", size_story.play),
    Chapter("parked", "Called away: the list waits, and goes on at another tablet", parked_story.play),
    Chapter("access", "From start to finish with keys alone", access_story.play),
    Chapter("offline", "A whole visit without the network", offline_story.play),
    Chapter("lag", "Two screens, one list: how quickly each sees the other", lag.play),
    Chapter("two", "Two shoppers, one after the other", two_story.play),
    Chapter("list", "At the desk: a list that was begun at home", desk_story.play_list),
    Chapter("orders", "At the desk: brought to the shopper, and collected", desk_story.play_orders),
    Chapter("return", "At the desk: a return that was begun in a chat", desk_story.play_return),
    Chapter("stock", "One stock for everybody", desk_story.play_stock),
)


def run_tour(out: Path, manner: Manner) -> int:
    """Play the stories; write pictures, `index.html` and `tour.json`; return 1 when one stopped."""
    diary = Diary(out)
    begun = time.monotonic()
    trouble = ""
    print("Preparing the demo shop …", flush=True)
    try:
        with tempfile.TemporaryDirectory(prefix="vetrina-tour-") as name:
            play(Path(name), diary, manner)
    except (*SAID, NoBrowser) as error:
        trouble = str(error)
    finally:
        diary.write()
        index = write_album(diary, manner, time.monotonic() - begun, trouble)
    print(f"\n{verdict(diary, time.monotonic() - begun, trouble)}\nLook at them: {index}")
    return 1 if trouble or diary.stopped else 0


def play(folder: Path, diary: Diary, manner: Manner) -> None:
    """Play the stories that are wanted in a folder of their own."""
    with opened(folder, diary, manner) as world:
        for chapter in STORIES:
            if not manner.only or chapter.key in manner.only:
                with diary.story(chapter.key, chapter.title):
                    chapter.play(world)


def verdict(diary: Diary, seconds: float, trouble: str) -> str:
    """Say how the tour went, in words."""
    steps = sum(len(story.steps) for story in diary.stories)
    if trouble:
        return f"The tour could not go on: {trouble}"
    if not diary.stopped:
        return f"All {len(diary.stories)} stories came to a good end: {steps} steps in {seconds:.0f} s."
    lines = [f"{len(diary.stopped)} of {len(diary.stories)} stories stopped:"]
    for story in diary.stopped:
        at = story.steps[-1] if story.steps else None
        where = f", at “{at.step}” ({at.picture})" if at and not at.ok else ""
        lines.append(f"  “{story.title}”{where}: {story.error}")
    return "\n".join(lines)
