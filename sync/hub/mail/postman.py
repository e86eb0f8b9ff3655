"""The postman: empties the boxes, letter by letter, and brings back what became of them.

A letter is marked as sent after the mail server has it, and leaves its box after its order knows: cut off at
any point, it goes on there. Cut off between the server's word and the mark, it is sent once more, under the
same Message-ID, since nobody can know; never is one lost.
"""

import asyncio
import datetime as dt
import logging
import socket
from email.message import EmailMessage
from email.utils import format_datetime

from msgspec.structs import replace

from sync.hub import settling
from sync.hub.context import Hub
from sync.hub.mail import letters
from sync.hub.mail.letters import Boxes, Letter
from sync.hub.mail.relay import Conversation, Later, Refused, Relay, RelayAway
from sync.hub.mail.writer import NOTED_NOWHERE, Writer
from sync.hub.pauses import Pauses
from sync.hub.rounds import keep_doing
from sync.hub.settling import ITSELF
from sync.protocol import moments, scopes
from sync.protocol.actors import Actor
from sync.protocol.ids import derived_id, new_id
from sync.protocol.mailing import MirrorMail, Outcome
from sync.protocol.notices import said
from sync.protocol.orders import RecordNotice

LOOK_SECONDS = 1.0
HOLD = dt.timedelta(minutes=5)
"""How long a hub may take over one letter before another one takes it."""

AT_ONCE = 50
"""Letters that are written ahead for one conversation: each is some ten kilobytes with its pictures."""

GIVEN_UP_AFTER = dt.timedelta(days=3)
SENT: Outcome = "sent"

LETTER_PAUSES = Pauses(60, 4 * 3600)
"""A server that says "later" (greylisting, a full box) wants minutes at least (RFC 5321 section 4.5.4.1)."""

SERVER_PAUSES = Pauses(5, 600)

logger = logging.getLogger(__name__)


class Postman:
    """Sends the letters of one hub through one mail server. Other hubs on the same store may do likewise."""

    def __init__(
        self,
        hub: Hub,
        relay: Relay,
        writer: Writer,
        letter_pauses: Pauses = LETTER_PAUSES,
        server_pauses: Pauses = SERVER_PAUSES,
    ) -> None:
        self._hub = hub
        self._relay = relay
        self._writer = writer
        self._letter_pauses = letter_pauses
        self._server_pauses = server_pauses
        self._boxes = Boxes(hub.storage)
        self._place = derived_id(socket.gethostname(), str(hub.config.data.resolve()))
        self._name = f"{self._place}/{new_id()}"
        self._is_fresh = True
        self._failures = 0
        self._closed_until = dt.datetime.min.replace(tzinfo=dt.UTC)

    async def run(self) -> None:
        """Make rounds until cancelled."""
        await keep_doing(self.round, "letters", LOOK_SECONDS)

    async def round(self) -> int:
        """Send what is due; return how many letters went.

        Raises:
            StorageError: The store is out of reach; what was sent is sent.
        """
        await self._boxes.look()
        every = list(self._boxes.letters())
        for store, letter in every:
            if letter.outcome:
                await self._bring_back(store, letter)
        due = await self._due([one for one in every if not one[1].outcome])
        sent = 0
        for first in range(0, len(due), AT_ONCE):
            if self._hub.clock() >= self._closed_until:
                sent += await self._deliver(due[first : first + AT_ONCE])
        return sent

    async def _due(self, waiting: list[tuple[str, Letter]]) -> list[tuple[str, Letter]]:
        """Return the letters that can go now; what a younger one tells better, or is too old, leaves."""
        now = self._hub.clock()
        youngest = {(store, letter.subject): letter.id for store, letter in waiting}
        due = []
        for store, letter in waiting:
            if youngest[store, letter.subject] != letter.id:
                await letters.remove(self._hub.storage, store, letter.id)
            elif self._is_due(letter, now) and not await self._is_too_old(store, letter):
                due.append((store, letter))
        self._is_fresh = False
        return due

    async def _deliver(self, due: list[tuple[str, Letter]]) -> int:
        """Hand over letters in one conversation, as long as the server listens."""
        written = []
        for store, letter in due:
            message = await self._write(store, letter)
            if message:
                written.append((store, letter, message))
        if not written:
            return 0
        sent = 0
        try:
            # smtplib waits; the hub does not.
            connected = self._relay.connected()
            conversation = await asyncio.to_thread(connected.__enter__)
            try:
                for store, letter, message in written:
                    sent += await self._send(conversation, store, letter, message)
            finally:
                await asyncio.to_thread(connected.__exit__, None, None, None)
        except RelayAway as error:
            self._failures += 1
            self._closed_until = self._server_pauses.until(self._hub.clock(), self._failures)
            logger.warning("the mail server takes nothing (%s); %d letters wait", error, len(written) - sent)
        else:
            self._failures = 0
        return sent

    async def _write(self, store: str, letter: Letter) -> EmailMessage | None:
        """Return a letter's message; what has nobody to go to, or nothing to tell, leaves the box."""
        try:
            message = await self._writer.write(store, letter)
        except Refused as refused:
            await self._settle(store, letter, refused.failure)
            return None
        if message is None:
            await letters.remove(self._hub.storage, store, letter.id)
        return message

    async def _send(
        self, conversation: Conversation, store: str, letter: Letter, message: EmailMessage
    ) -> int:
        now = self._hub.clock()
        held = replace(letter, holder=self._name, until=moments.write(now + HOLD))
        if not await letters.keep(self._hub.storage, store, letter, held):
            return 0  # somebody else has it
        message["Date"] = format_datetime(now)
        try:
            await asyncio.to_thread(conversation.send, message)
        except Refused as refused:
            await self._settle(store, held, refused.failure)
        except Later:
            await self._put_off(store, held)
        except RelayAway:
            await letters.keep(self._hub.storage, store, held, letter)
            raise
        else:
            await self._settle(store, held, SENT)
            return 1
        return 0

    def _is_due(self, letter: Letter, now: dt.datetime) -> bool:
        # What the hub held that was here before, and was killed, nobody sends any more.
        is_left = self._is_fresh and letter.holder.startswith(f"{self._place}/")
        return _is_over(letter.after, now) and (is_left or _is_over(letter.until, now))

    async def _is_too_old(self, store: str, letter: Letter) -> bool:
        """Give up a letter that was tried, or could not be, for days: nobody waits for it any more."""
        too_old = self._hub.clock() - moments.parse(letter.made) > GIVEN_UP_AFTER
        if too_old:
            await self._settle(store, letter, "late")
        return too_old

    async def _put_off(self, store: str, letter: Letter) -> None:
        now, tries = self._hub.clock(), letter.tries + 1
        after = moments.write(self._letter_pauses.until(now, tries))
        later = replace(letter, tries=tries, after=after, holder="", until="")
        await letters.keep(self._hub.storage, store, letter, later)

    async def _settle(self, store: str, letter: Letter, outcome: str) -> None:
        done = replace(letter, outcome=outcome, holder="", until="")
        if await letters.keep(self._hub.storage, store, letter, done):
            await self._bring_back(store, done)

    async def _bring_back(self, store: str, letter: Letter) -> None:
        """Note on the order or list that its shopper was told, or why not; then the letter is done with."""
        failure = "" if letter.outcome == SENT else letter.outcome
        if failure:
            logger.warning("a letter (%s) in %s was given up: %s", letter.template, store, failure)
        if letter.template == "list":
            await self._tell_list(letter, "failed" if failure else SENT)
        elif letter.template not in NOTED_NOWHERE:
            verb = RecordNotice(order=letter.about, template=said(letter.template, failure))
            identifier = derived_id(letter.id, "notice")
            await settling.do(self._hub, scopes.orders(store), identifier, verb, Actor(ITSELF, "shop"))
        await letters.remove(self._hub.storage, store, letter.id)

    async def _tell_list(self, letter: Letter, state: Outcome) -> None:
        scope, verb = scopes.shopping_list(letter.about), MirrorMail(letter.part, state)
        await settling.do(self._hub, scope, derived_id(letter.id, state), verb, Actor(ITSELF, "shop"))


def _is_over(text: str, now: dt.datetime) -> bool:
    return not moments.is_real(text) or moments.parse(text) <= now
