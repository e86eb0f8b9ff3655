"""What is asked of whoever wants to come in: name, password and code, all three at once."""

from sync.hub.admin.markup import NOTHING, Html, button, field, join, paragraph, tag, text
from sync.texts import Texts

MINUTE = 60


def form(words: Texts, root: str, lack: str, wait: int) -> Html:
    """Return the form; `lack` says what became of the try before, `wait` how many seconds are left."""
    fields = (
        field(
            words.get("sign_in.name"),
            "name",
            autocomplete="username",
            maxlength="40",
            required="",
            autofocus="",
        ),
        field(
            words.get("sign_in.password"),
            "password",
            type="password",
            autocomplete="current-password",
            maxlength="128",
            required="",
        ),
        field(
            words.get("code.label"),
            "code",
            hint=words.get("sign_in.code_hint"),
            autocomplete="one-time-code",
            autocapitalize="none",
            spellcheck="false",
            maxlength="20",
            required="",
            class_="digits",
        ),
        button(words.get("sign_in.go"), look="filled"),
    )
    asked = tag("form", tag("div", join(fields), class_="fields"), method="post", action=root)
    return tag(
        "div", join([_lack(words, lack, wait), paragraph(words.get("sign_in.text")), asked]), class_="narrow"
    )


def _lack(words: Texts, lack: str, wait: int) -> Html:
    if not lack:
        return NOTHING
    said = words.get(f"sign_in.{lack}", count=-(-wait // MINUTE)) if wait else words.get(f"sign_in.{lack}")
    return tag("p", text(said), class_="lack", role="alert")
