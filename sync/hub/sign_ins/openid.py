"""OpenID Connect, the hub as a client: code flow with PKCE (RFC 7636), in the shopper's own browser.

What has to be random and kept meanwhile (state, nonce, verifier) derives from the sign-in and the phone that
opened it, with the hub's key: nothing is stored, and nobody else's answer fits.
"""

import asyncio
import base64
import hashlib
import time
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

import httpx
import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from sync.hub.context import Hub
from sync.hub.provider import Provider, is_safe
from sync.hub.sign_in_records import SignIn, keyed
from sync.shapes import ready

TIMEOUT_SECONDS = 10.0
KEPT_SECONDS = 3600.0
"""How long what a provider says of itself is believed."""

ANEW_SECONDS = 10.0
"""How often its keys are asked for at most, when a token fits none of them."""

LEEWAY_SECONDS = 60
MAX_ANSWER = 1 << 20
ALGORITHMS = ("RS256", "PS256", "ES256", "RS384", "ES384", "RS512", "EdDSA", "Ed25519")
"""Asymmetric alone: a provider's public key is never taken for a secret."""

SCOPES = "openid email profile"


T = TypeVar("T")


class ProviderFailed(Exception):  # noqa: N818 - their fault, or the way's
    """It could not be asked, or what it said is not to be believed. Tells nothing of the shopper."""


class Discovered(msgspec.Struct, frozen=True):
    """What a provider says of itself (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class _Tokens(msgspec.Struct, frozen=True):
    id_token: str
    access_token: str = ""


class Account(NamedTuple):
    """Who somebody is at a provider; `email` only where the provider has verified it."""

    issuer: str
    subject: str
    email: str = ""
    name: str = ""


class Kept(NamedTuple):
    """What is known of a provider, and since when (monotonic seconds)."""

    about: Discovered
    keys: KeySet
    since: float


class OpenId:
    """The flow with one provider. For the event loop's thread only."""

    def __init__(self, hub: Hub, provider: Provider) -> None:
        self._hub = hub
        self._provider = provider
        self._redirect = f"{hub.config.public_url}/s/-/back"
        self._kept: Kept | None = None
        self._looking = asyncio.Lock()

    @property
    def name(self) -> str:
        """What shoppers call the provider."""
        return self._provider.name

    def state(self, record: SignIn) -> str:
        """Return what the provider has to bring back: it fits this sign-in on this phone alone."""
        return keyed(self._hub, "state", record.id, record.browser)

    async def address(self, record: SignIn) -> str:
        """Return where the phone goes.

        Raises:
            ProviderFailed: The provider could not be asked.
        """
        kept = await self._known()
        challenge = hashlib.sha256(self._verifier(record).encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self._provider.client,
            "redirect_uri": self._redirect,
            "scope": SCOPES,
            "state": self.state(record),
            "nonce": self._nonce(record),
            "code_challenge": base64.urlsafe_b64encode(challenge).decode().rstrip("="),
            "code_challenge_method": "S256",
            **({"ui_locales": record.language} if record.language else {}),
        }
        where = kept.about.authorization_endpoint
        return f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}"

    async def prove(self, record: SignIn, code: str, issuer: str) -> Account:
        """Return whose account a code of the provider's is of. `issuer` is what came with it (RFC 9207).

        Raises:
            ProviderFailed: It could not be asked, or what it said is not to be believed.
        """
        kept = await self._known()
        if issuer and issuer != self._provider.issuer:
            raise ProviderFailed("another issuer")
        async with _client() as http:
            tokens = await self._redeem(http, kept.about, record, code)
            claims = await self._claims(kept, tokens.id_token, record)
            more = await self._more(http, kept.about, tokens.access_token, claims)
        subject = claims["sub"]
        verified = more.get("email_verified") is True
        return Account(
            self._provider.issuer,
            subject,
            str(more.get("email", "")) if verified else "",
            str(more.get("given_name", "")),
        )

    async def _redeem(self, http: httpx.AsyncClient, about: Discovered, record: SignIn, code: str) -> _Tokens:
        """Give the code for the tokens."""
        provider = self._provider
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect,
            "code_verifier": self._verifier(record),
        }
        basic = "client_secret_basic" in about.token_endpoint_auth_methods_supported
        if provider.secret and basic:
            auth = httpx.BasicAuth(_quoted(provider.client), _quoted(provider.secret))
            body = await _fetch(http, "POST", about.token_endpoint, data=sent, auth=auth)
        else:
            own = {"client_secret": provider.secret} if provider.secret else {}
            sent = {**sent, "client_id": provider.client, **own}
            body = await _fetch(http, "POST", about.token_endpoint, data=sent)
        return _read(body, _Tokens)

    async def _claims(self, kept: Kept, token: str, record: SignIn) -> dict[str, Any]:
        """Return what an id token says, once all of it was checked (OpenID Connect Core 1.0, 3.1.3.7)."""
        try:
            claims = self._decode(token, kept.keys)
        except (JoseError, ValueError):
            # Keys change: once more with what it has now.
            claims = self._decode_or_fail(token, (await self._known(fresh=True)).keys)
        registry = jwt.JWTClaimsRegistry(
            now=int(self._hub.clock().timestamp()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self._provider.issuer},
            aud={"essential": True, "value": self._provider.client},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": self._nonce(record)},
        )
        try:
            registry.validate(claims)
        except (JoseError, ValueError, TypeError) as error:
            raise ProviderFailed(f"id token: {type(error).__name__}") from error
        audience = claims["aud"]
        others = isinstance(audience, list) and len(audience) > 1
        if (others or "azp" in claims) and claims.get("azp") != self._provider.client:
            raise ProviderFailed("id token: for another client")
        if not isinstance(claims["sub"], str) or not claims["sub"]:
            raise ProviderFailed("id token: no subject")
        return claims

    def _decode(self, token: str, keys: KeySet) -> dict[str, Any]:
        return jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims

    def _decode_or_fail(self, token: str, keys: KeySet) -> dict[str, Any]:
        try:
            return self._decode(token, keys)
        except (JoseError, ValueError) as error:
            raise ProviderFailed(f"id token: {type(error).__name__}") from error

    async def _more(
        self, http: httpx.AsyncClient, about: Discovered, access: str, claims: dict[str, Any]
    ) -> dict[str, Any]:
        """Return the claims with what the provider tells of the person beside, where it is the same one."""
        if "email" in claims or not (access and about.userinfo_endpoint):
            return claims
        headers = {"Authorization": f"Bearer {access}"}
        told = _read(await _fetch(http, "GET", about.userinfo_endpoint, headers=headers), dict[str, Any])
        if told.get("sub") != claims["sub"]:
            raise ProviderFailed("the person told of is another one")
        return {**told, **claims}

    async def _known(self, *, fresh: bool = False) -> Kept:
        """Return what the provider says of itself; asked anew after an hour, or when its keys do not fit."""
        async with self._looking:
            kept, now = self._kept, time.monotonic()
            least = ANEW_SECONDS if fresh else KEPT_SECONDS
            if kept is None or now - kept.since > least:
                self._kept = kept = await self._discover(now)
            return kept

    async def _discover(self, now: float) -> Kept:
        issuer = self._provider.issuer
        async with _client() as http:
            where = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
            about = _read(await _fetch(http, "GET", where), Discovered)
            ends = (about.authorization_endpoint, about.token_endpoint, about.jwks_uri)
            if about.issuer != issuer or not all(map(is_safe, ends)):
                raise ProviderFailed("it says that it is another one, or speaks in the open")
            if about.userinfo_endpoint and not is_safe(about.userinfo_endpoint):
                raise ProviderFailed("it speaks of people in the open")
            keys = _read(await _fetch(http, "GET", about.jwks_uri), dict[str, Any])
        try:
            return Kept(about, KeySet.import_key_set({"keys": keys["keys"]}), now)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise ProviderFailed("its keys cannot be read") from error

    def _nonce(self, record: SignIn) -> str:
        return keyed(self._hub, "nonce", record.id, record.browser)

    def _verifier(self, record: SignIn) -> str:
        return keyed(self._hub, "verifier", record.id, record.browser)


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(timeout=TIMEOUT_SECONDS, follow_redirects=False)


async def _fetch(http: httpx.AsyncClient, method: str, url: str, **more: Any) -> bytes:
    """Return the body of a good answer, read no further than it may be long.

    Raises:
        ProviderFailed: There is none.
    """
    try:
        async with http.stream(
            method, url, headers={"Accept": "application/json", **more.pop("headers", {})}, **more
        ) as answer:
            if answer.status_code != httpx.codes.OK:
                raise ProviderFailed(f"answer {answer.status_code}")
            body = b""
            async for piece in answer.aiter_bytes():
                body += piece
                if len(body) > MAX_ANSWER:
                    raise ProviderFailed("its answer is too long")
            return body
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ProviderFailed(f"out of reach: {type(error).__name__}") from error


def _read(body: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(body, type=ready(kind))
    except (msgspec.DecodeError, ValueError) as error:
        raise ProviderFailed("its answer cannot be read") from error


def _quoted(text: str) -> str:
    """Return a client's id or secret as it stands in Basic authentication (RFC 6749, section 2.3.1)."""
    return urlencode({"": text})[1:]
