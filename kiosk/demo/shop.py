"""The demo shop in a hub of its own."""

from pathlib import Path

from kiosk.demo.hub import hub_command

ROOT = Path(__file__).resolve().parents[2]
SHOP = ROOT / "resources" / "demo"
STORE = "milano"
KIOSK = "Kiosk 1"
DESK = "Desk"


def prepare(data: Path) -> Path:
    """Import the demo shop into a hub under `data` (again changes nothing); return the hub's folder."""
    hub = data / "hub"
    hub_command("import", str(SHOP), "--data", str(hub), "--json")
    return hub


def enrolment_code(hub: Path, name: str = KIOSK, store: str = STORE) -> str:
    """Return a fresh single-use code for a tablet of one of the demo shop's stores."""
    answer = hub_command("enrol", "--data", str(hub), "--store", store, "--name", name, "--json")
    return str(answer["code"])
