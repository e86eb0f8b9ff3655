"""Which script is on: a question that is asked comes before the page."""

from typing import Any, Protocol

from kiosk.ui.access.attract import AttractPage
from kiosk.ui.access.category import CategoryPage
from kiosk.ui.access.claim import ClaimPage
from kiosk.ui.access.compare import ComparePage
from kiosk.ui.access.finish import FinishPage
from kiosk.ui.access.help import HelpPage
from kiosk.ui.access.home import HomePage
from kiosk.ui.access.line import LineQuestion
from kiosk.ui.access.list import ListPage
from kiosk.ui.access.lists import HistoryQuestion, ListsQuestion
from kiosk.ui.access.mail import MailQuestion
from kiosk.ui.access.mine import MinePage
from kiosk.ui.access.page import Ground, Page
from kiosk.ui.access.photos import PhotosQuestion
from kiosk.ui.access.plain import PlainPage
from kiosk.ui.access.product import ProductPage
from kiosk.ui.access.questions import AnswerQuestion, IdleQuestion, LeavingQuestion, ResumeQuestion
from kiosk.ui.access.script import Script
from kiosk.ui.access.search import SearchPage
from kiosk.ui.access.sign_in import SignInPage
from kiosk.ui.access.size import SizeQuestion
from kiosk.ui.access.space import SpaceQuestion
from kiosk.ui.access.stores import StoresQuestion
from kiosk.ui.access.take import TakePage
from kiosk.ui.access.welcome import WelcomePage
from kiosk.ui.access.writing import WritingQuestion, writings

PAGES: tuple[type[Page], ...] = (
    AttractPage,
    HomePage,
    SearchPage,
    CategoryPage,
    ProductPage,
    ComparePage,
    ListPage,
    TakePage,
    ClaimPage,
    SignInPage,
    WelcomePage,
    MinePage,
    FinishPage,
)
"""Pages that have a script; the others have the plain one."""
QUESTIONS: tuple[type[Page], ...] = (
    HelpPage,
    IdleQuestion,
    ResumeQuestion,
    LeavingQuestion,
    AnswerQuestion,
    WritingQuestion,
    MailQuestion,
    LineQuestion,
    ListsQuestion,
    HistoryQuestion,
    StoresQuestion,
    SizeQuestion,
    SpaceQuestion,
    PhotosQuestion,
)
FOR_STAFF = frozenset({"staff", "desk", "settings"})
"""Pages that are no shopper's: access mode leaves them as they are."""


class Guiding(Protocol):
    """What access mode asks of a guide."""

    def script(self) -> Script:
        """Return what is shown and said now."""

    def restart(self) -> None:
        """Forget where in the pages anybody was."""


class Guide:
    """Holds the scripts of all pages."""

    def __init__(self, ground: Ground) -> None:
        self._pages = ground.pages
        # Qt's stubs take a property for itself, not for its value.
        self._model: Any = ground.model
        self._scripts = {kind.name: kind(ground) for kind in (*PAGES, *QUESTIONS)}
        self._plain = PlainPage(ground)
        self._on: tuple[Page, str] | None = None
        self._last_asked = ""

    def script(self) -> Script:
        """Return what is shown and said now; a page that has just come begins at its beginning."""
        asked = self._asked()
        name = asked or self._model.page
        page = self._scripts.get(name, self._plain)
        # A question does not move the page behind it.
        if not asked and self._on != (page, self._key):
            page.enter()
            self._on = page, self._key
        elif asked and asked != self._last_asked:
            page.enter()
        self._last_asked = asked
        return page.script()

    def restart(self) -> None:
        """Forget where in the pages anybody was (part of the wipe)."""
        self._on, self._last_asked = None, ""
        for page in self._scripts.values():
            page.enter()

    @property
    def _key(self) -> str:
        return self._pages.product.identifier if self._model.page == "product" else ""

    def _asked(self) -> str:
        pages = self._pages
        if pages.visit.offered:
            return ResumeQuestion.name
        if pages.visit.warning:
            return IdleQuestion.name
        if self._model.answer.reason:
            return AnswerQuestion.name
        asked = (
            (pages.leaving.shown, LeavingQuestion),
            (pages.service.asked, HelpPage),
            (any(each.shown for each in writings(pages)), WritingQuestion),
            (pages.mail.shown, MailQuestion),
            (pages.line.shown, LineQuestion),
            (pages.lists.shown, ListsQuestion),
            (pages.history.shown, HistoryQuestion),
            (pages.known.mine.sizes.asked or pages.product.sizes.asked, SizeQuestion),
            (pages.space.asked, SpaceQuestion),
            (pages.product.gallery.large, PhotosQuestion),
            (pages.stores.shown, StoresQuestion),
        )
        return next((question.name for on, question in asked if on), "")
