"""Where the tour's letters arrive: as much of a mail server as the hub needs to bring one (RFC 5321)."""

import queue
import re
import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Self

DIGITS = re.compile(r"^([0-9]{3}) ([0-9]{3})\r?$", re.MULTILINE)
PATIENCE = 30.0
OK = "250 OK"


class LetterError(AssertionError):
    """The letter that was waited for did not come."""


class _Conversation(socketserver.StreamRequestHandler):
    """One sender; what is sent to whomever goes into the box."""

    def handle(self) -> None:
        self._say("220 tour")
        while command := self.rfile.readline().decode("utf-8", "replace").strip().upper():
            if command.startswith("QUIT"):
                self._say("221 bye")
                return
            if command.startswith("DATA"):
                self._say("354 go on")
                self._take()
            self._say(OK)

    def _take(self) -> None:
        lines = iter(self.rfile.readline, b".\r\n")
        # A line that begins with a dot has one more on the way.
        content = b"".join(line.removeprefix(b".") for line in lines)
        box = self.server
        assert isinstance(box, _Box)
        box.letters.put(message_from_bytes(content, policy=policy.default))

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Box(socketserver.ThreadingTCPServer):
    daemon_threads = True
    letters: "queue.Queue[EmailMessage]"


class Letterbox:
    """A mail server on this machine, from `with` to its end."""

    def __enter__(self) -> Self:
        self._box = _Box(("127.0.0.1", 0), _Conversation)
        self._box.letters = queue.Queue()
        threading.Thread(target=self._box.serve_forever, name="letters", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._box.shutdown()
        self._box.server_close()

    @property
    def arguments(self) -> tuple[str, ...]:
        """What a hub that mails here is started with."""
        address, port = self._box.server_address[:2]
        return ("--smtp", f"smtp://{address!s}:{port}", "--mail-from", "hello@shop.example")

    def letter(self) -> EmailMessage:
        """Return the next letter.

        Raises:
            LetterError: None came.
        """
        try:
            return self._box.letters.get(timeout=PATIENCE)
        except queue.Empty:
            raise LetterError(f"waited {PATIENCE:g} s for a letter") from None

    @property
    def empty(self) -> bool:
        """Whether no letter lies there that nobody has read."""
        return self._box.letters.empty()

    def code(self) -> str:
        """Return the digits in the next letter that has some.

        Raises:
            LetterError: None came.
        """
        while True:
            body = self.letter().get_body(("plain",))
            found = DIGITS.search(body.get_content()) if body else None
            if found:
                return found[1] + found[2]
