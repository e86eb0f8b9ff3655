"""The command and the process: how it starts, what it serves where, how it stops."""

import ipaddress
import json
import re
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sync.hub import demo
from sync.hub.context import STORE_FILE, Config
from sync.hub.serve import Listener, ServeError, network_address, run
from tests import forks


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return forks.run(forks.HUB, "sync.hub", *arguments)


def serve(data: Path, *options: str) -> tuple[subprocess.Popen[str], dict[str, str]]:
    """Start a hub the plain way: how it starts is what the tests here are about."""
    process = subprocess.Popen(
        [sys.executable, "-m", "sync.hub", "serve", "--data", str(data), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, json.loads(process.stdout.readline())


def stop(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGTERM)
    output, errors = process.communicate(timeout=10)
    assert process.returncode == 0
    assert output == ""
    return errors


def test_the_one_line_says_where_it_answers(tmp_path: Path) -> None:
    process, urls = serve(tmp_path / "data", "--public-url", "https://lists.example/")
    assert urls["public_url"] == "https://lists.example"
    assert httpx.get(f"{urls['url']}/v1/openapi.json").is_success
    log = stop(process)
    assert "/v1/openapi.json" in log
    assert (tmp_path / "data" / STORE_FILE).stat().st_mode & 0o077 == 0


def test_links_never_reach_the_log(tmp_path: Path) -> None:
    process, urls = serve(tmp_path)
    for path in (
        "/l/TheSecret",
        "/l/TheSecret/events",
        "/l/TheSecret/media/x/400",
        "/l/%54heSecret?x=TheSecret",
    ):
        assert httpx.get(urls["url"] + path).status_code == 404
    assert "Secret" not in stop(process)


def test_the_network_gets_the_pages_and_nothing_else(tmp_path: Path) -> None:
    try:
        network_address()
    except ServeError:
        pytest.skip("this machine is in no network")
    demo.mark(tmp_path, invented=True)
    process, urls = serve(tmp_path, "--lan-pages")
    try:
        assert urls["public_url"] == urls["pages_url"] != urls["url"]
        assert httpx.get(f"{urls['url']}/v1/openapi.json").is_success
        for path in (
            "/v1/openapi.json",
            "/v1/catalogue",
            "/",
            "/l",
            "//v1/openapi.json",
            "/l/../v1/openapi.json",
        ):
            refused = httpx.get(urls["pages_url"] + path)
            assert refused.status_code == 404, path
    finally:
        stop(process)


def test_a_real_shops_lists_never_go_through_a_network_in_plain(tmp_path: Path) -> None:
    demo.mark(tmp_path, invented=True)
    demo.mark(tmp_path, invented=False)
    done = command("serve", "--data", str(tmp_path), "--lan-pages")
    assert done.returncode == 1
    assert "demo" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_network_without_tls_is_refused_in_plain_words(tmp_path: Path) -> None:
    done = command("serve", "--data", str(tmp_path), "--bind", "0.0.0.0")
    assert done.returncode == 1
    assert "--cert" in done.stderr
    assert "Traceback" not in done.stderr


def test_half_a_certificate_is_none(tmp_path: Path) -> None:
    with pytest.raises(ServeError, match="--key"):
        run(Config(tmp_path, ""), Listener("127.0.0.1", 0, certificate=tmp_path / "c.pem"), print)


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = command("serve", "--data", str(tmp_path), "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "cannot listen" in done.stderr


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_a_port_that_there_is_not_is_refused(port: str, tmp_path: Path) -> None:
    done = command("serve", "--data", str(tmp_path), "--port", port)
    assert done.returncode == 2
    assert "to 65535" in done.stderr


@pytest.mark.parametrize("url", ["shop.example", "https://", "file:///tmp", "https://[shop"])
def test_an_address_that_no_phone_opens_is_refused(url: str, tmp_path: Path) -> None:
    done = command("serve", "--data", str(tmp_path), "--public-url", url)
    assert done.returncode == 2
    assert "begins with https://" in done.stderr


def test_enrol_says_until_when_as_a_clock_does(hub: Any) -> None:
    said = command("enrol", "--data", str(hub.data), "--store", "milano").stdout
    assert re.fullmatch(r"\S{9}  \(for one tablet in milano, until \d{4}-\d\d-\d\d \d\d:\d\d UTC\)\n", said)


def test_a_store_of_a_newer_hub_is_refused(tmp_path: Path) -> None:
    assert command("enrol", "--data", str(tmp_path), "--store", "milano").returncode == 0
    with closing(sqlite3.connect(tmp_path / STORE_FILE)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('hub', 'later', '')"
        )
    done = command("enrol", "--data", str(tmp_path), "--store", "milano")
    assert done.returncode == 1
    assert "newer" in done.stderr


def test_enrol_prints_one_object_while_the_hub_serves(hub: Any) -> None:
    done = command("enrol", "--data", str(hub.data), "--store", "milano", "--name", "Kiosk 7", "--json")
    answer = json.loads(done.stdout)
    assert set(answer) == {"code", "store", "expires"}
    assert len(answer["code"]) == 9


def test_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    done = command("enrol", "--data", str(tmp_path / "data"), "--store", "milano")
    assert done.returncode == 1
    assert "cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hub")])
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = tmp_path / "cert.pem", tmp_path / "key.pem"
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    files[0].write_bytes(signed.public_bytes(pem))
    files[1].write_bytes(key.private_bytes(pem, pkcs8, serialization.NoEncryption()))
    return files


def test_with_a_certificate_it_serves_tls(tmp_path: Path, certificate: tuple[Path, Path]) -> None:
    cert, key = certificate
    process, urls = serve(tmp_path / "data", "--cert", str(cert), "--key", str(key))
    try:
        assert urls["url"].startswith("https://")
        trusted = ssl.create_default_context(cafile=str(cert))
        assert httpx.get(f"{urls['url']}/v1/openapi.json", verify=trusted).is_success
    finally:
        stop(process)


def test_a_certificate_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("nothing")
    files = ("--cert", str(tmp_path / "x.pem"), "--key", str(tmp_path / "x.pem"))
    done = command("serve", "--data", str(tmp_path / "data"), *files)
    assert done.returncode == 1
    assert "certificate" in done.stderr
    assert "Traceback" not in done.stderr
