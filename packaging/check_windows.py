"""Install, upgrade, refuse to go back, and uninstall under wine, with installers of a stand-in program.

    .venv/bin/python packaging/check_windows.py [INSTALLER]

The installers are real, made by the same code as the one that is rolled out; the program in them is three
small files. With an INSTALLER that one is installed as well, and its program run. What wine cannot show (a
signature that Windows believes, Shell Launcher, a screen) is in packaging/STAGING.md. It ends with 0 when all
went as it must, with 1 when not, and with 3 where there is no wine: then nothing was checked.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from windows import msi
from windows.failure import MsiError
from windows.wine import Machine, NoWineError

MOMENT = 1_760_000_000
NOT_CHECKED = 3
HUB, OTHER = "https://hub.example:8743", "https://other.example:8743"


def main(arguments: list[str]) -> int:
    """Go through all steps; say each with how it went."""
    failed = 0
    made = Path(arguments[0]).resolve() if arguments else None
    try:
        with tempfile.TemporaryDirectory() as folder, Machine.fresh(Path(folder) / "machine") as machine:
            whole = program(machine, made) if made else ()
            for step, seen, expected in chain(steps(machine, Path(folder)), whole):
                went = seen == expected
                failed += not went
                print(f"{'ok  ' if went else 'FAIL'} {step}", flush=True)
                if not went:
                    print(f"     seen: {seen}\n     expected: {expected}")
    except NoWineError as missing:
        print(f"NOT CHECKED: {missing}", file=sys.stderr)
        return NOT_CHECKED
    except MsiError as failure:
        print(failure, file=sys.stderr)
        return 1
    return min(failed, 1)


def steps(machine: Machine, folder: Path) -> Iterator[tuple[str, object, object]]:
    """Do one step after the other; say what it is, what was seen, and what has to be seen."""
    first, second, third = (installer(folder, name) for name in ("1.0.0", "1.1.0", "1.2.0"))

    done = machine.install(first, f"HUBURL={HUB}", "BRAND=vesperi")
    yield "a silent install succeeds", done, True
    yield "its files are there", machine.files(), ["lib/words.txt", "only-1.0.0.txt", "vetrina.exe"]
    yield "it wrote what it was told, and nothing else", machine.settings(), {"hub": HUB, "brand": "vesperi"}

    yield "a silent upgrade without a word succeeds", machine.install(second), True
    yield (
        "the files of the one before are gone",
        machine.files(),
        ["lib/words.txt", "only-1.1.0.txt", "vetrina.exe"],
    )
    yield "its settings are kept", machine.settings(), {"hub": HUB, "brand": "vesperi"}
    yield "one Vetrina is installed", machine.products(), ["1.1.0"]

    yield "an upgrade with another hub succeeds", machine.install(third, f"HUBURL={OTHER}"), True
    yield "what is typed wins over what was there", machine.settings(), {"hub": OTHER, "brand": "vesperi"}

    yield "going back is refused", machine.install(first, f"HUBURL={HUB}"), False
    yield (
        "nothing changed by that",
        (machine.products(), machine.settings()),
        (
            ["1.2.0"],
            {"hub": OTHER, "brand": "vesperi"},
        ),
    )

    machine.set_policy("idle.after", 90)
    yield "a silent uninstall succeeds", machine.uninstall(third), True
    yield "no file is left", machine.files(), []
    yield "no setting is left", machine.settings(), {}
    yield "group policy is not the installer's, and stays", machine.policies(), {"idle.after": "0x5a"}
    yield "nothing is installed", machine.products(), []


def program(machine: Machine, made: Path) -> Iterator[tuple[str, object, object]]:
    """Install the real one and run its program, the same way."""
    machine.add_what_wine_lacks()
    yield "the real installer succeeds", machine.install(made, f"HUBURL={HUB}"), True
    listed = [line.partition("  ") for line in (machine.place / "SHA256SUMS").read_text().splitlines()]
    other = [name for known, _, name in listed if known != digest(machine.place / name)]
    yield "every file is as its sum says", (len(listed) > 0, other), (True, [])
    decided = json.loads(machine.vetrina("config", "show", "--json"))["settings"]
    hub = next(each for each in decided if each["name"] == "hub")
    yield "the program knows the hub from the registry", (hub["value"], hub["origin"]), (HUB, "policy")
    report = json.loads(machine.vetrina("self-test"))
    yield "its self-test finds nothing", [each for each in report["checks"] if not each["ok"]], []
    yield "it ran as installed, on Windows' Qt", (report["bundled"], report["platform"]), (True, "offscreen")
    yield "the real uninstall succeeds", machine.uninstall(made), True
    yield "no file of it is left", machine.files(), []


def digest(path: Path) -> str:
    """Return a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def installer(folder: Path, version: str) -> Path:
    """Make the installer of a stand-in program, with a file that only this version has."""
    tree = folder / f"tree-{version}"
    (tree / "lib").mkdir(parents=True)
    (tree / "vetrina.exe").write_bytes(b"MZ, and no more")
    (tree / "lib" / "words.txt").write_text(f"words of {version}\n")
    (tree / f"only-{version}.txt").write_text("here\n")
    return msi.make(tree, folder / f"vetrina-{version}.msi", msi.Facts(version, MOMENT))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
