"""Access mode of what is asked over a page: still here? go on with this? finish? a scan that led nowhere."""

from kiosk.ui.access.page import Page
from kiosk.ui.access.script import READ_ON, Script, lines
from kiosk.ui.access.slip import code_of, slip


class IdleQuestion(Page):
    """Still here? Any key says yes."""

    name = "idle"

    def script(self) -> Script:
        """Return what is shown and said now."""
        visit = self._pages.visit
        # Whoever presses a key for more stays: what goes with the visit comes first.
        fate, *lost = self._pages.leaving.fate.split("\n")
        return Script(
            key=(self.name,),
            title=self._say("idle.title"),
            lines=(
                *lines(
                    self._say("access.idle_how"),
                    *lost,
                    f"{visit.seconds} {self._say('idle.seconds', count=visit.seconds)}",
                    fate,
                ),
                *slip(self._shop.words.texts, visit, offline=self._model.hub.offline),
            ),
            cells=(self._do("check", "finish", self._pages.leaving.finish), None, READ_ON, None, None, None),
            primary=self._do("person", "stay", visit.stay),
            code=code_of(visit),
            back=visit.stay,
        )


class ResumeQuestion(Page):
    """After a crash: go on with the list, or clear it."""

    name = "resume"

    def script(self) -> Script:
        """Return what is shown and said now."""
        visit = self._pages.visit
        return Script(
            key=(self.name,),
            title=self._say("resume.title"),
            lines=lines(
                self._say("resume.pieces", count=visit.offeredPieces),
                self._say("resume.text"),
                self._say("resume.seconds", count=visit.seconds),
            ),
            cells=(self._do("close", "clear", visit.decline), None, READ_ON, None, None, None),
            primary=self._do("check", "resume", visit.goOn),
            back=visit.goOn,
        )


class LeavingQuestion(Page):
    """The visit is to end, and something would be lost with it."""

    name = "leaving"

    def script(self) -> Script:
        """Return what is shown and said now."""
        leaving = self._pages.leaving
        return Script(
            key=(self.name,),
            title=leaving.title,
            lines=lines(*leaving.text.split("\n")),
            cells=(self._do("check", "finish", leaving.go), None, READ_ON, self._help, None, None),
            primary=self._do("chevron-left", "back", leaving.stay),
            back=leaving.stay,
        )


class AnswerQuestion(Page):
    """A scan that led nowhere: why, and what to do instead."""

    name = "answer"

    def script(self) -> Script:
        """Return what is shown and said now."""
        answer = self._model.answer
        return Script(
            key=(self.name, answer.reason),
            title=answer.title,
            lines=lines(answer.text or self._look.unknownCode),
            cells=(
                None,
                None,
                READ_ON,
                self._help,
                self._do("chevron-left", "back", answer.close),
                self._list,
            ),
            primary=self._do("scan", "scan_again", answer.close),
            back=answer.close,
        )
