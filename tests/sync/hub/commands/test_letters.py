"""What waits for the mail server is seen by whoever runs the hub, and names nobody."""

import asyncio
import json

from sync.hub.__main__ import main
from sync.hub.context import open_storage
from sync.hub.mail.letters import Letter, put

AT = "2026-11-26T10:00:00Z"


def test_what_waits_is_shown_the_oldest_first(tmp_path, capsys):
    async def fill() -> None:
        storage = open_storage(tmp_path)
        await put(storage, "milano", Letter("b", "ready", "order-2", "2026-11-26T11:00:00Z"))
        await put(storage, "roma", Letter("a", "accepted", "order-1", AT, tries=2, after=AT))
        await storage.close()

    asyncio.run(fill())
    assert main(["letters", "--data", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["store"], one["template"], one["tries"]) for one in told] == [
        ("roma", "accepted", 2),
        ("milano", "ready", 0),
    ]
    assert main(["letters", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{AT}  roma  accepted of order-1: tried 2 times, next after {AT}",
        "2026-11-26T11:00:00Z  milano  ready of order-2: not tried yet",
    ]


def test_an_empty_box_says_so(tmp_path, capsys):
    asyncio.run(open_storage(tmp_path).close())
    assert main(["letters", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "No letter waits.\n"
