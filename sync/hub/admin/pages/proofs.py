"""Fresh proofs of somebody, shown this once: password, the square for their app, recovery codes."""

from urllib.parse import urlsplit

from sync.hub.admin import totp
from sync.hub.admin.markup import Html, join, paragraph, square, tag, text
from sync.hub.admin.people import Made
from sync.hub.admin.turn import Turn
from sync.protocol import symbols


def factor(turn: Turn, made: Made) -> Html:
    """Return the square that an authenticator app scans, and what is typed where it cannot."""
    address = totp.address(made.proofs.factor, issuer(turn), made.admin.name)
    drawn = square(symbols.qr(address), turn.get("proofs.square"))
    typed = tag("p", text(totp.text(made.proofs.factor)), class_="secret")
    beside = tag("div", join([paragraph(turn.get("proofs.factor")), typed]))
    return tag("div", join([drawn, beside]), class_="proofs")


def codes(turn: Turn, made: Made) -> Html:
    """Return the recovery codes."""
    each = join(tag("li", text(one)) for one in made.proofs.codes)
    listed = tag("div", tag("ul", each, class_="secret"), class_="proofs")
    return join([paragraph(turn.get("proofs.codes")), listed])


def shown(turn: Turn, made: Made) -> Html:
    """Return all of them."""
    password = tag("div", tag("p", text(made.proofs.password), class_="secret"), class_="proofs")
    return join(
        [paragraph(turn.get("proofs.text", made.admin.name)), password, factor(turn, made), codes(turn, made)]
    )


def issuer(turn: Turn) -> str:
    """Return what an app calls the place that a code is for."""
    return f"Vetrina {urlsplit(turn.hub.config.public_url).netloc}"
