"""How a tablet shows the hub who it is: a token, earned with a signed assertion."""

import logging
import time
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx
import msgspec
from joserfc import jwt
from joserfc.jwk import OKPKey

from sync.client.errors import IdentityError, Offline
from sync.client.identity import Identity, public_key, sign
from sync.client.life import Life
from sync.client.transport.answers import check, decode
from sync.protocol.devices import (
    ASSERTION_ALGORITHM,
    AUDIENCE,
    TokenAnswer,
    TokenRequest,
    next_message,
)

ASSERTION_SECONDS = 300
RENEW_SECONDS = 60
"""A token that ends sooner than this is renewed first."""

log = logging.getLogger(__name__)


class Access:
    """One tablet's token. Use it in one asyncio loop."""

    def __init__(self, client: httpx.AsyncClient, identity: Identity, life: Life | None) -> None:
        """`life` is told what the hub says of this tablet; without one the hub hears of no run."""
        self._client = client
        self._identity = identity
        self._life = life
        self._token = ""
        self._until = 0.0
        self._standing = ""
        self._skew = 0.0

    @property
    def standing(self) -> str:
        """What the hub said with the token of how this tablet stands; '' before there was one."""
        return self._standing

    async def token(self) -> str:
        """Return a token that the hub should take, earning another one when it is time.

        Raises:
            HubError: As all calls.
        """
        if not self._token or time.monotonic() > self._until or self._stands_otherwise():
            await self._renew()
        return self._token

    def forget(self) -> None:
        """Earn another one: the hub no longer takes this."""
        self._token = ""

    def _stands_otherwise(self) -> bool:
        """Say whether the hub refused this tablet since: only with a new token it says how it stands now."""
        return self._life is not None and self._life.identity.standing != self._standing

    async def _renew(self) -> None:
        """Earn a token with a signed assertion; a clock that is wrong is set right by the hub's `Date`."""
        response = await self._ask_token()
        if response.status_code == HTTPStatus.UNAUTHORIZED and self._learn_skew(response):
            response = await self._ask_token()
        await check(response)
        answer = decode(response, TokenAnswer)
        if self._life:
            self._life.settle(answer)
            if answer.roll:
                await self._roll(self._life)
        self._token, self._standing = answer.token, answer.standing
        self._until = time.monotonic() + max(0, answer.expires_in - RENEW_SECONDS)

    async def _roll(self, life: Life) -> None:
        """Have another key from now on. Where it cannot be kept the hub asks again with the next token."""
        try:
            fresh = life.next_key()
            key = public_key(fresh)
            await check(await self._ask_token(key, sign(life.identity.private_key, next_message(key))))
            life.take_key(fresh)
        except IdentityError as error:
            log.warning("this tablet keeps the key that it has: %s", error)

    async def _ask_token(self, next_key: str = "", next_proof: str = "") -> httpx.Response:
        device = self._identity.device
        now = int(time.time() + self._skew)
        claims: dict[str, object] = {
            "iss": device,
            "sub": device,
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + ASSERTION_SECONDS,
        }
        assertion = jwt.encode(
            {"alg": ASSERTION_ALGORITHM},
            claims,
            _signing_key(self._life.identity if self._life else self._identity),
            algorithms=[ASSERTION_ALGORITHM],
        )
        incarnation, runs = self._speaking()
        request = TokenRequest(device, assertion, incarnation, runs, next_key, next_proof)
        return await self._client.post(
            "/v1/devices/token",
            content=msgspec.json.encode(request),
            headers={"Content-Type": "application/json"},
        )

    def _speaking(self) -> tuple[str, list[str]]:
        """Return the incarnation and the runs to tell; what is not written down yet is not told."""
        if self._life is None:
            return "", []
        try:
            runs = self._life.begin()
        except IdentityError as error:
            raise Offline(f"the hub is not asked: {error}") from error
        return self._life.identity.incarnation, runs

    def _learn_skew(self, response: httpx.Response) -> bool:
        try:
            theirs = parsedate_to_datetime(response.headers["date"]).timestamp()
        except (KeyError, ValueError):
            return False
        skew = theirs - time.time()
        news = abs(skew - self._skew) > RENEW_SECONDS
        self._skew = skew
        return news


def _signing_key(identity: Identity) -> OKPKey:
    public = public_key(identity.private_key)
    return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": public, "d": identity.private_key})
