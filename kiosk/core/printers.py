"""Whether paper comes out here: what the system lists as its printers, and which of them is asked.

CUPS brings the commands with it; that they are there says nothing about a printer.
"""

PRINT_COMMAND = "lp"
"""What prints a file where CUPS is installed."""

LIST_COMMAND = "lpstat"
LIST_ARGUMENTS = ("-e", "-d")
"""Every printer by its name, one a line; then a line on which is the system's own choice (lpstat(1))."""

PLAIN_WORDS = {"LC_ALL": "C"}
"""Surroundings in which that line is in English."""

PATIENCE = 5.0
"""Seconds after which no answer means that there is no printer: CUPS asks the network, too."""

_CHOICE = "system default destination: "


def chosen(listed: str, name: str = "") -> str | None:
    """Return the printer that paper goes to, None where there is none.

    Without a system's own choice it is the only printer; of several without one nobody knows which is meant.

    Args:
        listed: What the system lists (`LIST_COMMAND`).
        name: The printer that was set, '' for the system's choice.
    """
    found = names(listed)
    if name:
        return name if name in found else None
    lines = listed.splitlines()
    choice = next((line.removeprefix(_CHOICE) for line in lines if line.startswith(_CHOICE)), "")
    if choice:
        return choice
    return found[0] if len(found) == 1 else None


def names(listed: str) -> list[str]:
    """Return the printers in what the system lists (`LIST_COMMAND`)."""
    lines = (line.strip() for line in listed.splitlines())
    return [line for line in lines if line and " " not in line]
