"""Access mode of the help: somebody comes; the voice, and the way back to the usual pages."""

from kiosk.ui.access.page import Ground, Menu, Page
from kiosk.ui.access.script import READ_ON, Action, Script, lines

CALLED = frozenset({"asked", "waiting", "coming"})


class HelpPage(Page):
    """Shall somebody come? And everything that is about access mode itself."""

    name = "help"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._tuning = False
        self._menu = Menu(ground.mode)

    def enter(self) -> None:
        """Begin with the question."""
        self._menu.restart()
        self._tuning = False

    def script(self) -> Script:
        """Return what is shown and said now."""
        return self._voice() if self._tuning else self._call()

    def _call(self) -> Script:
        service = self._pages.service
        called = service.callState in CALLED
        close = service.closeHelp
        return Script(
            key=(self.name, service.callState),
            title=service.callTitle,
            lines=lines(service.callText, "" if called else service.about),
            cells=self._menu.cells(
                self._things(called=called),
                self._do("chevron-left", "back", close),
                self._say("access.more"),
            ),
            primary=self._do("check", "close_help", close)
            if called
            else self._do("bell", "call", service.call),
            back=close,
        )

    def _things(self, *, called: bool) -> list[Action]:
        service = self._pages.service
        things = [
            self._do("speech", "voice", self._here(lambda: self._tune(on=True))),
            self._do("contrast", "leave", self._mode.leave),
            self._do("close", "no_need", service.noNeed) if called else self._sign_in,
        ]
        if not called:
            elsewhere = self._say("call.elsewhere")
            things.append(Action("pin", self._say("access.elsewhere"), service.askCall, elsewhere))
        if not self._pages.list.empty:
            things.append(self._do("chat", "ask", self._write))
        return [*things, self._list]

    def _write(self) -> None:
        """Ask in writing instead: the answer comes to the list."""
        self._pages.service.closeHelp()
        self._pages.questions.ask()

    @property
    def _sign_in(self) -> Action:
        known = self._pages.known.signedIn

        def go() -> None:
            self._pages.service.closeHelp()
            self._model.toSignIn()

        return self._do("heart" if known else "person", "mine" if known else "sign_in", go)

    def _voice(self) -> Script:
        leave = self._here(lambda: self._tune(on=False))
        return Script(
            key=(self.name, "voice"),
            title=self._say("access.voice_title"),
            lines=lines(self._lack(), self._say("access.voice_how"), self._say("access.voice_reset")),
            cells=(
                self._do("plus", "louder", lambda: self._mode.louder(1)),
                self._do("minus", "quieter", lambda: self._mode.louder(-1)),
                self._do("chevron-right", "quicker", lambda: self._mode.quicker(1)),
                self._do("chevron-left", "slower", lambda: self._mode.quicker(-1)),
                READ_ON,
                None,
            ),
            primary=self._do("check", "voice_done", leave),
            back=leave,
        )

    def _lack(self) -> str:
        lack = self._mode.lack()
        return self._say(f"access.no_{lack}_text") if lack else ""

    def _tune(self, *, on: bool) -> None:
        self._tuning = on
