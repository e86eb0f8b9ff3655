"""`vetrina doctor` on a real tablet of a real hub: what it says, and that its bundle tells of nobody."""

import asyncio
import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime

import pytest

from kiosk.__main__ import main
from sync.client import identity as identities
from sync.client.enrolment import enrol
from sync.client.life import Life
from sync.client.replica import Replica
from sync.client.transport.line import Transport
from sync.hub.context import open_storage
from sync.hub.devices import find, set_status
from sync.hub.enrolment import hand_out
from sync.protocol import sessions
from sync.protocol.envelope import SyncRequest
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.scopes import shopping_list
from tests.sync.hub.conftest import start_hub

NAME, MAIL, PHONE, SEARCH = (
    "Giulia Bianchi",
    "giulia.bianchi@example.com",
    "+39 333 123 4567",
    "divano azzurro",
)
NOBODY = 65534
PASSWORD, PIN = "Hunter2-geheim", "482913"
LOG = f"""2026-11-26T20:10:00+0000 till kiosk[7]: the catalogue is brought anew: first.db was cut short
list of {NAME} ({MAIL}, {PHONE}) is not kept; searched for "{SEARCH}"
http://till:{PASSWORD}@proxy.store:3128 refused; PIN {PIN}
"""


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    running = start_hub(tmp_path_factory.mktemp("hub") / "data")
    yield running
    assert running.stop() == 0


def at_hub(hub, work):
    async def do():
        storage = open_storage(hub.data)
        done = await work(storage)
        await storage.close()
        return done

    return asyncio.run(do())


@pytest.fixture
def data(hub, tmp_path):
    """An enrolled tablet with a list of somebody's that waits."""
    folder = tmp_path / "tablet"
    code, _ = at_hub(hub, lambda storage: hand_out(storage, "milano", "", datetime.now(UTC)))
    replica = Replica(folder, enrol(folder, hub.url, code))
    session = sessions.begin()
    replica.begin(session)
    replica.commit(session.id, shopping_list("one"), CreateList(NAME))
    replica.commit(session.id, shopping_list("one"), AddLine("lamp", "lamp-red"))
    replica.close()
    return folder


def doctor(capsys, *arguments):
    status = main(["doctor", *map(str, arguments)])
    return status, capsys.readouterr()


def findings(capsys, *arguments):
    _, said = doctor(capsys, "--json", *arguments)
    return {each["code"]: each for each in json.loads(said.out)["findings"]}


def test_an_enrolled_tablet_beside_its_hub(data, hub, capsys):
    found = findings(capsys, "--data", data)
    for code in ("settings.right", "permissions.right", "enrolment.known", "dns.number", "hub.answers"):
        assert found[code]["level"] == "ok"
    assert {"clock.right", "database.whole", "outbox.going", "quarantine.none", "fonts.right"} <= set(found)
    assert found["outbox.going"]["count"] == 2
    assert found["catalogue.none"]["do"]


def test_it_leaves_the_tablet_as_it_is(data, capsys):
    def state():
        return {path: path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}

    before = state()
    doctor(capsys, "--data", data)
    assert state() == before


def test_beside_a_kiosk_that_is_open(data, capsys):
    replica = Replica(data, identities.load(data))
    assert {"database.whole", "outbox.going"} <= set(findings(capsys, "--data", data))
    replica.close()


def test_a_tablet_whose_kiosk_has_spoken_is_no_copy(data, capsys):
    life = Life(data, identities.load(data))
    link = Transport(life.identity, life=life)

    async def speak():
        try:
            await link.sync(SyncRequest(life.identity.device, life.identity.incarnation))
        finally:
            await link.close()

    asyncio.run(speak())
    before = (data / identities.NAME).read_bytes()
    assert findings(capsys, "--data", data)["enrolment.known"]["level"] == "ok"
    assert (data / identities.NAME).read_bytes() == before


def test_a_tablet_that_was_taken_out_of_service(data, hub, capsys):
    device = identities.load(data).device

    async def retire(storage):
        await set_status(storage, await find(storage, device), "retired", datetime.now(UTC))

    at_hub(hub, retire)
    assert findings(capsys, "--data", data)["enrolment.retired"]["level"] == "bad"


def test_a_hub_that_is_away_is_said_and_the_status_tells(data, capsys):
    status, said = doctor(capsys, "--data", data, "--hub", "http://hub.invalid:8743")
    assert status == 1
    assert "The network does not know the name hub.invalid." in said.out
    assert "→ Is the tablet in the store’s network" in said.out


def test_settings_that_are_wrong_are_told_and_the_rest_goes_on(data, capsys):
    (data / "settings.toml").write_text('language = "it"\n[idle]\nafter = 1\n')
    found = findings(capsys, "--data", data)
    assert found["settings.wrong"]["values"][1] == "idle.after"
    # It speaks the tablet's language.
    assert found["hub.answers"]["means"].startswith("L’hub")


def test_a_tablet_that_never_started(tmp_path, capsys):
    status, said = doctor(capsys, "--data", tmp_path / "nowhere", "--language", "ja")
    assert status == 1
    assert "このタブレットは登録されていません。" in said.out
    assert main(["doctor"]) == 2


def test_the_bundle_holds_no_secret_and_nobody(data, hub, tmp_path, capsys):
    (data / "settings.toml").write_text(f'[network]\nproxy = "http://till:{PASSWORD}@127.0.0.1:1"\n')
    (data / "desk.key").write_text("ZGVza2tleWRlc2trZXlkZXNra2V5ZGVza2tleWRlc2s=")
    # Made of words that the program itself writes: that it is a key says only the file.
    (data / "device.json.next").write_text("kiosk-list-settings")
    keys = [(data / name).read_text() for name in ("desk.key", "device.json.next")]
    secrets = [identities.load(data).private_key, *keys]
    log = tmp_path / "kiosk.log"
    log.write_text(LOG + "\n".join(secrets))
    to = tmp_path / "bundle.zip"
    _, said = doctor(capsys, "--data", data, "--bundle", to, "--log", log)
    assert str(to) in said.err
    assert to.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(to) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    planted = [*secrets, PASSWORD, "geheim", MAIL, PHONE, *NAME.split(), *SEARCH.split(), "till:"]
    everything = "\n".join([*parts.values(), said.out, said.err])
    assert [each for each in planted if each in everything] == []
    # Sizes and times of files may hold any digits.
    assert [each for each in (PIN, *PHONE.split()) if each in parts["log.txt"]] == []
    assert "the catalogue is brought anew: ▒ was cut short" in parts["log.txt"].replace("first.db", "▒")
    settings = json.loads(parts["settings.json"])
    assert settings["network.proxy"] == {
        "value": "http://***@127.0.0.1:1",
        "origin": "file",
        "place": "settings.toml",
    }
    assert json.loads(parts["findings.json"])["store"] == "milano"
    assert json.loads(parts["versions.json"])["packages"]["msgspec"]
    assert {"device.json", "replica.db"} <= {each["name"] for each in json.loads(parts["files.json"])}


def test_it_speaks_to_a_terminal_that_knows_ascii_alone(tmp_path):
    command = [sys.executable, "-m", "kiosk", "doctor", "--data", str(tmp_path), "--language", "ja"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert b"GB" in done.stdout


def test_it_speaks_the_sessions_language_where_the_tablet_has_none(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "it_IT.UTF-8")
    assert "Questo tablet" in doctor(capsys, "--data", tmp_path)[1].out


def test_a_bundle_without_a_log_says_so(data, tmp_path, capsys):
    """Who may not read the system's journal would send support a bundle of nothing."""
    missing = tmp_path / "no.log"
    _, said = doctor(
        capsys, "--data", data, "--language", "it", "--bundle", tmp_path / "b.zip", "--log", missing
    )
    assert "Non contiene alcun registro" in said.err


def test_a_bundle_that_cannot_be_written(data, tmp_path, capsys):
    (tmp_path / "file").touch()
    status, said = doctor(capsys, "--data", data, "--bundle", tmp_path / "file" / "bundle.zip")
    assert status == 2
    assert "bundle.zip cannot be written" in said.err


def test_an_inherited_file_of_certificates_that_leads_nowhere_is_no_matter(data, monkeypatch, capsys):
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere.pem")
    assert "enrolment.known" in findings(capsys, "--data", data)


def test_it_runs_without_qt_in_its_own_process():
    script = "import sys; from kiosk.doctor import command; print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can look as somebody who may not")
def test_somebody_who_may_not_look_is_told_so(data, capsys):
    assert main(["doctor", "--json"]) == 2  # by now all is imported
    os.seteuid(NOBODY)
    try:
        found = findings(capsys, "--data", data, "--hub", "http://127.0.0.1:1")
    finally:
        os.seteuid(0)
    assert found["permissions.read_only"]["level"] == "bad"
    assert {"enrolment.damaged", "database.shut", "settings.unread", "hub.refused"} <= set(found)
    assert not [code for code in found if code.endswith(".failed")]
