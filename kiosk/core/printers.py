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
    lines = listed.splitlines()
    names = [line.strip() for line in lines if line.strip() and " " not in line.strip()]
    if name:
        return name if name in names else None
    choice = next((line.removeprefix(_CHOICE) for line in lines if line.startswith(_CHOICE)), "")
    if choice:
        return choice
    return names[0] if len(names) == 1 else None
