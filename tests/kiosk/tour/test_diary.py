"""What a tour tells when something stops it: where, why, and that the others were played."""

import json

import pytest

from kiosk.tour.album import write_album
from kiosk.tour.diary import Diary
from kiosk.tour.manner import Manner
from kiosk.tour.story import STORIES, verdict
from kiosk.ui.robot import RobotError


def picture(path):
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\0\0\0\x03\x20")


@pytest.fixture
def diary(tmp_path):
    """A tour of two stories, the first of which stops."""
    made = Diary(tmp_path / "tour")
    with made.story("lost", "A list gets <lost>"):
        with made.step("Here it is still", picture):
            pass
        with made.step("“Where is it?”, asks Anna", picture):
            raise RobotError("waited 10 s for the list")
    with made.story("kept", "A list is kept"), made.step("Here it is", picture):
        pass
    made.note("Looked for everywhere.")
    return made


def test_a_story_that_stops_does_not_stop_the_others(diary):
    assert [(story.key, story.error) for story in diary.stories] == [
        ("lost", "waited 10 s for the list"),
        ("kept", ""),
    ]
    assert [step.ok for step in diary.stories[0].steps] == [True, False]


def test_the_verdict_says_where_and_why(diary):
    said = verdict(diary, 12.0, "")
    assert said.startswith("1 of 2 stories stopped:")
    assert "“A list gets <lost>”, at ““Where is it?”, asks Anna” (002-where-is-it-asks-anna.png)" in said
    assert said.endswith("waited 10 s for the list")


def test_a_mistake_of_the_tour_itself_is_told_as_one(tmp_path):
    diary = Diary(tmp_path / "tour")
    with diary.story("wrong", "Nothing fits"), diary.step("A slip", picture):
        _ = {}["no such key"]
    assert diary.stories[0].error == "a mistake in the tour itself: KeyError: 'no such key'"


def test_a_good_end_is_told_too(tmp_path):
    diary = Diary(tmp_path / "tour")
    with diary.story("kept", "A list is kept"), diary.step("Here it is", picture):
        pass
    assert verdict(diary, 61.6, "") == "All 1 stories came to a good end: 1 steps in 62 s."


def test_a_picture_that_fails_does_not_hide_what_went_wrong(tmp_path):
    def no_picture(_path):
        raise OSError("the disk is full")

    diary = Diary(tmp_path / "tour")
    with diary.story("lost", "A list gets lost"), diary.step("Gone", no_picture):
        raise RobotError("waited 10 s for the list")
    assert diary.stories[0].error == "waited 10 s for the list"


def test_the_page_shows_every_picture_with_its_words(diary):
    page = write_album(diary, Manner("it", "vesperi"), 12.0).read_text(encoding="utf-8")
    for step in (step for story in diary.stories for step in story.steps):
        assert f'src="{step.picture}"' in page
        assert (diary.out / step.picture).exists()
    assert "A list gets &lt;lost&gt;" in page
    assert "It stopped: waited 10 s for the list" in page
    assert "Looked for everywhere." in page
    assert "in Italian, as Vesperi." in page


def test_what_is_written_down_can_be_read_by_programs(diary):
    told = json.loads(diary.write().read_text(encoding="utf-8"))
    assert [story["key"] for story in told["stories"]] == ["lost", "kept"]


def test_every_story_that_is_asked_for_has_a_name_of_its_own():
    keys = [chapter.key for chapter in STORIES]
    assert len(set(keys)) == len(keys)
    assert {"guest", "known", "size", "parked", "access", "offline", "two"} <= set(keys)
