"""The installer's tables, as Windows will read them, and its bytes; made of a stand-in for the program."""

import subprocess
import time

import pytest

from kiosk.core import machine_policy
from sync.protocol.tablet_settings import NAMES

UPGRADE_CODE = "{6D1F2B0E-93A4-4F0C-8A57-2B8DE2C6B1F4}"
"""It may never change: by it Windows knows an upgrade from another program."""


@pytest.fixture
def table(windows, make, tree):
    installer = make(tree)
    return lambda name: windows.msi.table(installer, name)


def properties(table):
    return {row["Property"]: row["Value"] for row in table("Property")}


def test_every_version_has_the_same_upgrade_code_and_a_product_code_of_its_own(windows, make, tree):
    found = {}
    for version in ("1.2.0", "1.3.0"):
        rows = windows.msi.table(make(tree, version), "Property")
        found[version] = {row["Property"]: row["Value"] for row in rows}
    assert {each["UpgradeCode"] for each in found.values()} == {UPGRADE_CODE}
    assert found["1.2.0"]["ProductCode"] != found["1.3.0"]["ProductCode"]
    assert [each["ProductVersion"] for each in found.values()] == ["1.2.0", "1.3.0"]


def test_it_is_for_the_whole_machine_and_64_bits(make, tree):
    installer = make(tree)
    summary = subprocess.run(["msiinfo", "suminfo", installer], capture_output=True, text=True, check=True)
    assert "Template: x64;1033" in summary.stdout
    rows = subprocess.run(
        ["msiinfo", "export", installer, "Property"], capture_output=True, text=True, check=True
    ).stdout
    assert "ALLUSERS\t1" in rows


def test_what_is_typed_reaches_the_part_with_the_machines_rights(windows, table):
    secure = set(properties(table)["SecureCustomProperties"].split(";"))
    assert {each.name for each in windows.product.PROPERTIES} <= secure
    assert {"WIX_UPGRADE_DETECTED", "WIX_DOWNGRADE_DETECTED"} <= secure


def test_no_property_may_hold_a_secret(windows, table):
    said = {each.setting for each in windows.product.PROPERTIES}
    assert said <= set(NAMES)
    assert "network.proxy" not in said
    names = " ".join(properties(table)).lower()
    assert not [word for word in ("password", "secret", "token", "code=", "key", "proxy") if word in names]


def test_each_property_is_looked_up_in_the_64_bit_registry_where_it_is_written(windows, table):
    sought = {row["Signature_"]: row for row in table("RegLocator")}
    search = {row["Property"]: sought[row["Signature_"]] for row in table("AppSearch")}
    written = {row["Name"]: row for row in table("Registry")}
    assert search.keys() == {each.name for each in windows.product.PROPERTIES}
    for each in windows.product.PROPERTIES:
        found, wrote = search[each.name], written[each.setting]
        assert (found["Root"], found["Type"], found["Name"]) == ("2", "18", each.setting)
        assert found["Key"] == wrote["Key"] == machine_policy.INSTALLED
        assert (wrote["Root"], wrote["Value"]) == ("2", f"[{each.name}]")


def test_only_what_is_said_is_written(windows, table):
    conditions = {row["Component"]: row["Condition"] for row in table("Component")}
    for each in windows.product.PROPERTIES:
        assert conditions[f"Settings{each.name}"] == each.name
    assert {row["Attributes"] for row in table("Component")} == {"256", "260"}


@pytest.mark.parametrize("sequence", ["InstallExecuteSequence", "InstallUISequence"])
def test_what_is_typed_wins_over_what_is_found(windows, table, sequence):
    at = {row["Action"]: (int(row["Sequence"]), row["Condition"]) for row in table(sequence)}
    actions = {row["Action"]: (row["Type"], row["Source"], row["Target"]) for row in table("CustomAction")}
    for each in windows.product.PROPERTIES:
        keep, back = f"Keep{each.name}", f"Back{each.name}"
        assert at["FindRelatedProducts"] < at[keep] < at["AppSearch"] < at[back] < at["LaunchConditions"]
        assert (at[keep][1], at[back][1]) == (each.name, each.given)
        assert actions[keep] == ("51", each.given, f"[{each.name}]")
        assert actions[back] == ("51", each.name, f"[{each.given}]")


def test_an_older_version_is_refused_and_takes_nothing_away_before(table):
    conditions = {row["Condition"] for row in table("LaunchCondition")}
    assert conditions == {"NOT WIX_DOWNGRADE_DETECTED"}
    at = {row["Action"]: int(row["Sequence"]) for row in table("InstallExecuteSequence")}
    assert at["AppSearch"] < at["LaunchConditions"] < at["RemoveExistingProducts"] < at["InstallFiles"]


def test_every_file_is_in_it(table, tree):
    assert {row["FileName"].rpartition("|")[2] for row in table("File")} == {"vetrina.exe", "words.txt"}


def test_the_same_program_makes_the_same_bytes(make, tree):
    first = make(tree, name="first.msi").read_bytes()
    time.sleep(2.1)  # the least that a cabinet can tell apart
    (tree / "vetrina.exe").touch()
    (tree / "vetrina.exe").chmod(0o600)
    assert make(tree, name="second.msi").read_bytes() == first


def test_another_program_of_the_same_version_is_another_product(windows, make, tree):
    first = windows.msi.table(make(tree, name="first.msi"), "Property")
    (tree / "vetrina.exe").write_bytes(b"MZ, and another")
    assert windows.msi.table(make(tree, name="second.msi"), "Property") != first


@pytest.mark.parametrize("version", ["1.2", "1.2.0.4", "1.2.0rc1", "256.0.0", "1.0.65536"])
def test_a_version_that_windows_cannot_compare_is_refused(windows, make, tree, version):
    with pytest.raises(windows.failure.MsiError, match=r"version"):
        make(tree, version)


def test_an_empty_folder_is_refused(windows, make, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(windows.failure.MsiError, match="build the program first"):
        make(tmp_path / "empty")


def test_a_missing_tool_is_named(windows, tree, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(windows.failure.MsiError, match="apt-get install wixl msitools"):
        windows.msi.make(tree, tmp_path / "made.msi", windows.msi.Facts("1.2.0", 1_760_000_000))
