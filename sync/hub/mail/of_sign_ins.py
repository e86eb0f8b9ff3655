"""What the letter with the code of a sign-in says: the code, and where it was asked for."""

from sync.hub.mail.content import Code, Content
from sync.hub.mail.speech import Speech
from sync.hub.sign_in_records import SignIn

GROUP = 3


def is_true(record: SignIn, now: str) -> bool:
    """Say whether the code is still waited for, and goes to somebody."""
    return bool(record.email) and record.is_open(now) and record.step in {"pending", "chosen"}


def content(record: SignIn, speech: Speech, digits: str) -> Content:
    """Return what the letter says; `digits` is the code."""
    words = speech.words
    shown = f"{digits[:GROUP]} {digits[GROUP:]}"
    return Content(
        language=speech.language,
        subject=words.get("sign_in.subject", speech.store.name),
        hello="",
        title=words.get("sign_in.title"),
        lines=[words.get("sign_in.text", record.place, speech.store.name)],
        groups=[],
        facts=[],
        why=words.get("sign_in.why", speech.store.name),
        code=Code(words.get("sign_in.code"), shown, words.get("sign_in.code_text"), drawn=False),
    )
