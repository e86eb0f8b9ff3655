"""What the letter says to those who run the tablets: a store went quiet, or is back."""

from sync.hub.mail.content import Content
from sync.hub.mail.letters import Letter
from sync.hub.mail.speech import Speech


def content(letter: Letter, speech: Speech, page: str) -> Content:
    """Return what the letter says; `page` is where the tablets' health is seen."""
    words, store = speech.words, speech.store.name
    part = letter.template
    return Content(
        language=speech.language,
        subject=words.get(f"{part}.subject", store),
        hello="",
        title=words.get(f"{part}.title", store),
        lines=[words.get(f"{part}.text", store, speech.moment(letter.about))],
        groups=[],
        facts=[],
        why=words.get("quiet.why"),
        button=(words.get("quiet.button"), page),
        thanks=False,
    )
