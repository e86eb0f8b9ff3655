"""Running the hub: sockets, the server, and a clean stop."""

import asyncio
import contextlib
import ipaddress
import logging
import signal
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Generator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import uvicorn

from sync.hub import chain, collector, demo
from sync.hub.app import application
from sync.hub.assembly import assemble
from sync.hub.bus import Bus, follow
from sync.hub.connection import MAX_HEAD, Connection
from sync.hub.context import Config, Hub
from sync.hub.fleet import silence
from sync.hub.hooks import courier
from sync.hub.hosts import is_here
from sync.hub.housekeeping import keep_house
from sync.hub.mail import service
from sync.hub.mail.service import Mail
from sync.hub.open_files import BACKLOG, make_room
from sync.hub.orders import no_shows
from sync.hub.parking import sweeping as codes
from sync.hub.sign_ins import sweeping
from sync.hub.stock import expiry

KEEP_ALIVE_SECONDS = 65
"""Longer than a tablet's tick, so that its connection is there when something is to be sent."""

STOP_SECONDS = 5
"""How long a running request may still take when the hub stops."""

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)

Urls = dict[str, str]
"""`url` of the API, `public_url` for links, `pages_url` of the phone page's own listener if there is one."""


class ServeError(Exception):
    """The hub cannot be served like that; the message says why, for the person who started it."""


@dataclass(frozen=True)
class Listener:
    """Where to serve. `certificate` and `key` are PEM files, both or none.

    `trusted_proxies` are addresses or networks whose word (X-Forwarded-For) on who sends is taken.
    """

    bind: str
    port: int
    certificate: Path | None = None
    key: Path | None = None
    allow_plain_http: bool = False
    pages_on_network: bool = False
    trusted_proxies: tuple[str, ...] = ()


class _Server(uvicorn.Server):
    """Says when it answers, and ends the streams when it stops (they would never end themselves)."""

    def __init__(self, config: uvicorn.Config, bus: Bus, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._bus = bus
        self._started = started

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Stop on a signal. uvicorn would send itself the signal again at the end; the store is open then."""
        before = {number: signal.signal(number, self.handle_exit) for number in STOP_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        collector.settle()
        self._started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._bus.close()
        await super().shutdown(sockets)


def run(
    config: Config, listener: Listener, announce: Callable[[Urls], None], mail: Mail | None = None
) -> None:
    """Serve until the process is told to stop (SIGTERM, SIGINT).

    Without a `public_url` links begin with what is served. `announce` is called with the URLs once
    the hub answers. Without `mail` none is sent, and what there is to send waits.

    Raises:
        RelayError: Mail cannot come from its sender.
        ServeError: The address cannot be used.
        StorageError: The store cannot be used.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    _check(config.data, listener)
    main = _listen(listener.bind, listener.port)
    sockets = [main]
    urls = {"url": _url(listener, main)}
    pages_address = None
    if listener.pages_on_network:
        pages = _listen(network_address(), 0)
        sockets.append(pages)
        pages_address = pages.getsockname()[:2]
        urls["pages_url"] = _url(listener, pages)
    urls["public_url"] = (config.public_url or urls.get("pages_url", urls["url"])).rstrip("/")
    config = replace(
        config, public_url=urls["public_url"], pages_address=pages_address, sends_mail=mail is not None
    )
    asyncio.run(_serve(config, listener, sockets, lambda: announce(urls), mail))


async def _serve(
    config: Config,
    listener: Listener,
    sockets: list[socket.socket],
    started: Callable[[], None],
    mail: Mail | None,
) -> None:
    hub = await assemble(config)
    try:
        server = _Server(_uvicorn_config(hub, listener), hub.bus, started)
        sending = [service.postman(hub, mail).run()] if mail else []
        always = [
            follow(hub.storage, hub.bus),
            keep_house(hub),
            chain.keep_up(hub),
            no_shows.look_out(hub),
            expiry.keep_holds(hub),
            courier.keep_telling(hub),
            sweeping.keep_swept(hub),
            codes.keep_swept(hub),
            silence.keep_watch(hub),
        ]
        async with _beside(*always, *sending):
            await server.serve(sockets)
    finally:
        await hub.close()


@contextlib.asynccontextmanager
async def _beside(*endless: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Let something run for the length of an `async with` block."""
    tasks = [asyncio.create_task(one) for one in endless]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task


def _uvicorn_config(hub: Hub, listener: Listener) -> uvicorn.Config:
    config = uvicorn.Config(
        application(hub),
        ssl_certfile=listener.certificate,
        ssl_keyfile=listener.key,
        lifespan="off",
        log_config=None,
        log_level=logging.WARNING,
        # uvicorn's own would write the paths of links.
        access_log=False,
        server_header=False,
        http=cast("type[asyncio.Protocol]", partial(Connection, most=make_room(), waiting={})),
        h11_max_incomplete_event_size=MAX_HEAD,
        ws="none",
        backlog=BACKLOG,
        # uvicorn would believe whatever comes from this machine.
        proxy_headers=bool(listener.trusted_proxies),
        forwarded_allow_ips=list(listener.trusted_proxies),
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    try:
        config.load()
    except OSError as error:  # ssl.SSLError is one too
        raise ServeError(f"the certificate or its key cannot be used: {error.strerror or error}") from error
    return config


def _check(data: Path, listener: Listener) -> None:
    if listener.pages_on_network and not listener.certificate and not demo.is_demo(data):
        raise ServeError(
            "--lan-pages without a certificate is for the demo shop alone: the network could read what"
            f" shoppers write, and {data} holds no demo. Give --cert and --key, or leave --lan-pages out"
        )
    for proxy in listener.trusted_proxies:
        try:
            ipaddress.ip_network(proxy)
        except ValueError as error:
            raise ServeError(f"--trusted-proxy takes an address or a network: {error}") from error
    if bool(listener.certificate) != bool(listener.key):
        raise ServeError("--cert and --key belong together: give both or none")
    if listener.certificate or listener.allow_plain_http or is_here(listener.bind):
        return
    raise ServeError(
        f"{listener.bind} can be reached from other machines, so what tablets send would be readable there."
        " Give --cert and --key, or put a proxy with TLS before a hub on 127.0.0.1."
        " For a test in a network of your own: --allow-plain-http"
    )


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise ServeError(f"cannot listen on {host} port {port}: {error.strerror or error}") from error
    return listening


def _url(listener: Listener, listening: socket.socket) -> str:
    scheme = "https" if listener.certificate else "http"
    host, port = listening.getsockname()[:2]
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def network_address() -> str:
    """Return this machine's own address in its network.

    Raises:
        ServeError: It is in none.
    """
    # Connecting a datagram socket sends nothing; it only asks which address would be used. 192.0.2.1 is
    # reserved for documentation (RFC 5737), so it is never anybody.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError as error:
            raise ServeError("this machine is in no network that a phone could reach") from error
        return str(probe.getsockname()[0])
