"""Which printer the system has, by what CUPS lists."""

import os

import pytest

from kiosk.core import health, printers

CHOICE = "system default destination: Office"
NO_CHOICE = "no system default destination"


@pytest.mark.parametrize(
    ("listed", "name", "chosen"),
    [
        ((), "", None),
        ((NO_CHOICE,), "", None),
        (("Office", "Till", CHOICE), "", "Office"),
        (("Till", NO_CHOICE), "", "Till"),
        (("Office", "Till", NO_CHOICE), "", None),
        (("Office", "Till", CHOICE), "Till", "Till"),
        (("Office", CHOICE), "Till", None),
        (("lpstat: error - scheduler not responding",), "", None),
    ],
)
def test_the_printer_that_is_meant(listed, name, chosen):
    assert printers.chosen("\n".join(listed), name) == chosen


@pytest.mark.parametrize(("listed", "prints"), [("no system default destination", False), ("Office", True)])
def test_the_desks_health_knows_cups_without_a_printer(tmp_path, monkeypatch, listed, prints):
    for command in (printers.PRINT_COMMAND, printers.LIST_COMMAND):
        (tmp_path / command).write_text(f"#!/bin/sh\necho '{listed}'\n")
        (tmp_path / command).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert health.look(tmp_path, "key").prints is prints
