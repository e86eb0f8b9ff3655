"""A list that leaves the shop: by mail, though hub and mail server were away, and on paper."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from kiosk.demo.hub import HubProcess
from tests.flow.actors import KioskProcess, eventually
from tests.sync.hub.mail.office import Mailbox

SOFA = "LRC-MOSS-212"
ADDRESS = "anna.ferri@example.com"
LOOKS = 60.0
"""Seconds in which a hub looks more than once whether a mail server takes letters again."""
RECORDER = """#!/bin/sh
readlink /proc/self/fd/0 > {folder}/came-by
cat > {folder}/printed
echo "$@" > {folder}/how
"""


class MailServer:
    """A mail server that can be away, always at the same address."""

    def __init__(self) -> None:
        self.box = Mailbox()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._controller: Controller | None = None

    def start(self) -> None:
        self._controller = Controller(self.box, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=True)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None


@pytest.fixture
def mail() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def hub(demo_shop: Path, tmp_path: Path, mail: MailServer) -> Iterator[HubProcess]:
    """A hub that serves the demo shop, and mails."""
    data = tmp_path / "hub"
    shutil.copytree(demo_shop, data)
    smtp = ("--smtp", f"smtp://localhost:{mail.port}", "--mail-from", "hello@shop.example")
    with HubProcess(data, *smtp) as process:
        yield process


def test_a_list_mailed_while_hub_and_mail_server_are_away_arrives_once_in_the_shoppers_language(
    kiosk: KioskProcess, hub: HubProcess, mail: MailServer
) -> None:
    kiosk.tap("Italiano")
    kiosk.scan(SOFA)
    kiosk.tap("Aggiungi alla lista")
    kiosk.see("Nella tua lista")
    hub.kill()
    kiosk.tap_showing("Lista")
    kiosk.tap("Per e-mail")
    kiosk.write(ADDRESS)
    kiosk.tap("Invia")
    kiosk.see("La mandiamo appena siamo online")
    kiosk.tap("Chiudi")
    hub.start()
    eventually("the hub to have tried", lambda: "letters wait" in (hub.data / "hub.log").read_text(), LOOKS)
    assert mail.box.arrived == []
    mail.start()
    eventually("the letter", lambda: len(mail.box.arrived) == 1, LOOKS)
    [letter] = mail.box.arrived
    assert letter["To"] == ADDRESS
    assert str(letter["Subject"]).startswith("La tua lista da")
    body = letter.get_body(("plain",))
    assert body is not None
    assert "Divano Larice" in body.get_content()
    hub.kill()
    hub.start()
    hub.stop()
    assert len(mail.box.arrived) == 1


def test_a_list_on_paper_goes_to_the_printer_through_a_pipe_and_by_no_file(
    open_kiosk: Callable[..., KioskProcess], tmp_path: Path
) -> None:
    folder = tmp_path / "printer"
    folder.mkdir()
    (folder / "lp").write_text(RECORDER.format(folder=folder))
    (folder / "lp").chmod(0o755)
    files = tmp_path / "files"
    files.mkdir()
    kiosk = open_kiosk(
        environment={"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "TMPDIR": str(files)}
    )
    kiosk.add(SOFA)
    kiosk.tap_showing("List")
    kiosk.tap("Print it")
    kiosk.see("Your list is at the printer")
    eventually("the paper", (folder / "how").exists)
    assert (folder / "printed").read_bytes().startswith(b"%PDF-")
    assert (folder / "came-by").read_text().startswith(("pipe:", "socket:"))
    assert (folder / "how").read_text().strip() == "", "no file is named"
    assert [path for path in files.rglob("*") if path.suffix == ".pdf"] == []
