"""A tablet behind a proxy, with a CA of the store's own: releases come the way that its settings say."""

import contextlib
import http.server
import json
import ssl
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kiosk.__main__ import main
from tests import proxy
from tests.authority import Certified, certify
from tests.kiosk.update.shops import Shop

HOST = "mirror.test"
"""A name that the proxy alone knows."""


class Silent(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and says nothing of it."""

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def serving(folder: Path, own: Certified) -> Iterator[int]:
    """Serve a folder over TLS on the loopback; yields the port."""
    with http.server.ThreadingHTTPServer((proxy.LOOPBACK, 0), partial(Silent, directory=folder)) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(own.certificate, own.key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # type: ignore[method-assign] - who does not trust it hangs up
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.fixture
def update(tmp_path, capsys, monkeypatch):
    """Run a word of `vetrina update` with these settings of the network; return status and words."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    data = tmp_path / "kiosk"
    data.mkdir()

    def run(word, *more, **network):
        lines = [f"{name} = {json.dumps(str(value))}" for name, value in network.items()]
        (data / "settings.toml").write_text("\n".join(["[network]", *lines]))
        status = main(["update", word, "--data", str(data), "--updates", str(tmp_path / "update"), *more])
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def test_a_release_comes_through_it_and_through_nothing_else(tmp_path, update):
    own = certify(tmp_path, HOST)
    shop = Shop(tmp_path / "shop")
    shop.add("1.0.0")
    root = tmp_path / "root.json"
    root.write_bytes(shop.root)
    with serving(shop.folder, own) as port, proxy.running() as through:
        place = f"{HOST}:{port}"
        asked = ("--from", f"https://{place}", "--trust", str(root))
        for network in (
            {},
            {"proxy": through.url},
            {"proxy": through.url.replace(proxy.PASSWORD, "falsch"), "ca_file": own.authority},
        ):
            status, said = update("fetch", *asked, **network)
            assert (status, "Traceback" in said) == (1, False), network
            assert proxy.PASSWORD not in said
            assert "falsch" not in said
        through.asked.clear()
        status, said = update("fetch", *asked, proxy=through.url, ca_file=own.authority)
        assert (status, "Version 1.0.0 is here" in said) == (0, True), said
        assert through.asked, "the mirror was reached through it"
        assert set(through.asked) == {place}
    assert json.loads(update("status", "--json")[1])["staged"] == "1.0.0"
