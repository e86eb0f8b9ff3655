"""A person and many secrets are planted at a tablet and its hub: no bundle, log or metric tells of any."""

import asyncio
import zipfile
from datetime import UTC, datetime

import httpx
import pytest

from kiosk.__main__ import main
from sync.client import identity as identities
from sync.client.engine import Engine
from sync.client.enrolment import enrol
from sync.client.listeners import Listeners
from sync.client.replica import Replica
from sync.hub.__main__ import main as hub_main
from sync.hub.admin import people
from sync.hub.admin.rights import Role
from sync.hub.commands.noting import note
from sync.hub.enrolment import hand_out
from sync.hub.profile import registry
from sync.hub.staff import roster
from sync.hub.staff.roster import NewAssociate
from sync.protocol import scopes, sessions
from sync.protocol.clients import Right
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.staff import Role as StaffRole
from tests.flow.actors import eventually
from tests.sync.hub.conftest import start_hub

FIRST, LAST, MAIL, PHONE = "Ermenegilda", "Quaglianti", "e.quaglianti@example.com", "+39 347 918 2736"
SEARCH, NOTE = "poltroncina verdeacqua", "portone zafferano"
PERSON = (FIRST, LAST, MAIL, PHONE, "918 2736", "9182736", *SEARCH.split(), *NOTE.split())
PROXY = "Wolkenbruch-77"


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """A hub whose mail goes nowhere: what could not be sent is in its log, too."""
    running = start_hub(tmp_path_factory.mktemp("hub") / "data", "--smtp", "smtp://localhost:9")
    yield running
    assert running.stop() == 0


def at_hub(hub, work):
    async def do():
        storage = hub.open_storage()
        try:
            return await work(storage)
        finally:
            await storage.close()

    return asyncio.run(do())


@pytest.fixture
def proofs(hub):
    """What opens doors at the hub, of an owner, an associate, a server and a tablet."""
    now = roster.stamp(datetime.now(UTC))

    async def make(storage):
        admin = await people.add(storage, f"{FIRST} {LAST}", Role.OWNER, now)
        pin = "739154"
        await roster.add(storage, NewAssociate("milano", FIRST, StaffRole.ASSOCIATE), pin, now)
        key = await registry.add(storage, "online shop", Right, now)
        code, _ = await hand_out(storage, "milano", "", datetime.now(UTC))
        await note(storage, "code", store="milano")
        return admin, pin, str(key), code

    return at_hub(hub, make)


@pytest.fixture
def tablet(hub, proofs, tmp_path):
    """A tablet at which somebody wrote much, which it has brought to the hub."""
    data = tmp_path / "tablet"
    replica = Replica(data, enrol(data, hub.url, proofs[3]))
    (data / "settings.toml").write_text(f'[network]\nproxy = "http://till:{PROXY}@127.0.0.1:1"\n')
    session = sessions.begin()
    replica.begin(session)
    wishes = scopes.shopping_list("wishes")
    replica.commit(session.id, wishes, CreateList(f"{FIRST} {LAST}, {PHONE}"))
    replica.commit(session.id, wishes, AddLine(SEARCH, f"{NOTE} {MAIL}"))
    replica.close()
    return data, session


def deliver(data):
    """Have the tablet bring to its hub what it holds."""
    replica = Replica(data, identities.load(data))
    engine = Engine(data, replica, Listeners(), tick=0.05)
    engine.start()
    try:
        eventually("all that it holds to be at the hub", lambda: not replica.pending_count())
    finally:
        engine.stop()
        replica.close()


def try_doors(hub, proofs):
    """Knock with what is right and what is wrong, with a person in every place where words go."""
    admin, pin, key, code = proofs
    own = {"Origin": hub.url, "Sec-Fetch-Site": "same-origin"}
    with httpx.Client(base_url=hub.url, follow_redirects=True) as http:
        right = {"name": admin.admin.name, "password": admin.proofs.password, "code": admin.proofs.codes[0]}
        for wrong in ({"password": f"{PROXY}x"}, {"code": "000000"}, {"name": MAIL}):
            http.post("/admin", data=right | wrong, headers=own)
        http.post("/admin", data=right, headers=own)
        http.get("/admin/devices", params={"q": f"{FIRST} {SEARCH}"})
        http.get(f"/admin/persons/{MAIL}")
        http.post("/v1/devices/enrol", json={"code": code, "public_key": "A" * 43, "name": FIRST})
        http.post("/v1/staff/sign-ins", json={"name": FIRST, "pin": pin, "session": "s"})
        for path in (f"/l/{SEARCH}", f"/v1/lists/{NOTE}", f"/v1/customers/{MAIL}", f"/{LAST}?q={PHONE}"):
            http.get(path)
            http.get(path, headers={"Authorization": f"Bearer {key}"})
            http.post(path, headers={"Authorization": f"Bearer {key}"}, json={"name": FIRST, "text": SEARCH})
        body = {"email": MAIL, "name": FIRST, "note": NOTE}
        http.post("/v1/sign-ins", json=body)
        http.post("/v1/interactions", json=body, headers={"Authorization": f"Bearer {key}"})


def test_no_bundle_no_log_and_no_metric_tells_of_them(hub, proofs, tablet, tmp_path, capsys):
    data, session = tablet
    deliver(data)
    try_doors(hub, proofs)
    admin, pin, key, code = proofs
    kept = identities.load(data)
    log = tmp_path / "kiosk.log"
    log.write_text(
        f"the list of {FIRST} {LAST} ({MAIL}, {PHONE}) is not kept: {NOTE}\nsearched for “{SEARCH}”\n"
        f"proxy http://till:{PROXY}@127.0.0.1:1 refused {kept.private_key} {session.secret} PIN {pin}\n"
    )
    to = tmp_path / "bundle.zip"
    main(["doctor", "--data", str(data), "--bundle", str(to), "--log", str(log)])
    said = capsys.readouterr()
    with zipfile.ZipFile(to) as archive:
        bundle = "\n".join(archive.read(name).decode() for name in archive.namelist())
        assert len(archive.read("log.txt").splitlines()) == 3
    metrics = httpx.get(f"{hub.url}/metrics").raise_for_status().text
    assert "vetrina" in metrics
    hub_log = (hub.data.parent / f"{hub.data.name}.log").read_text()
    assert "POST /v1/sync 200" in hub_log
    assert hub_main(["admin", "log", "--json", "--data", str(hub.data)]) == 0
    audit = capsys.readouterr().out
    secrets = (
        *(PROXY, kept.private_key, session.secret, key, key.rpartition("_")[2], code, admin.proofs.password),
        *admin.proofs.codes,
    )
    everywhere = {"bundle": bundle, "said": said.out + said.err, "metrics": metrics, "log": hub_log}
    for place, text in everywhere.items():
        assert [one for one in (*secrets, *PERSON) if one.casefold() in text.casefold()] == [], place
    # The log of who did what names those who did it, and nothing that proves them.
    assert admin.admin.name in audit
    assert [one for one in (*secrets, MAIL, PHONE, *SEARCH.split()) if one in audit] == []
