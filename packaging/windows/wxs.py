"""What wixl is told: product, folders and files, and where properties are looked up and written."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

from windows import product
from windows.failure import MsiError
from windows.product import PROPERTIES

SPACE = "http://schemas.microsoft.com/wix/2006/wi"
CABINET = "vetrina.cab"
NEWER = "A newer Vetrina is installed. Uninstall it first, or leave it: it keeps its settings."
LIMITS = (255, 255, 65_535)
"""How far Windows counts in the numbers of a version."""
SETTINGS = "Settings"
"""How the components begin that write a property."""


def write(tree: Path, version: str, to: Path) -> None:
    """Write the plan of an installer.

    Args:
        tree: The program, as it is to be installed.
        version: The program's, three numbers.
        to: The plan's file, beside the tree: wixl finds files from there.

    Raises:
        MsiError: The tree is empty, or the version is none that Windows knows.
    """
    files = sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file())
    if not files:
        raise MsiError(f"{tree} holds no file: build the program first")
    _check(version)
    root = ET.Element("Wix", {"xmlns": SPACE})
    whole = ET.SubElement(
        root,
        "Product",
        Id=product.identity("product", version, *(f"{at} {_digest(tree / at)}" for at in files)),
        Name=product.NAME,
        Language="1033",
        Version=version,
        Manufacturer=product.MAKER,
        UpgradeCode=f"{{{product.UPGRADE_CODE}}}".upper(),
    )
    package = {"InstallerVersion": "500", "Compressed": "yes", "InstallScope": "perMachine"}
    ET.SubElement(whole, "Package", package, Description=f"{product.NAME} {version}")
    ET.SubElement(whole, "MajorUpgrade", DowngradeErrorMessage=NEWER)
    ET.SubElement(whole, "Media", Id="1", Cabinet=CABINET, EmbedCab="yes")
    # Neither changed nor repaired by hand: an upgrade does that.
    for name in ("ARPNOMODIFY", "ARPNOREPAIR"):
        ET.SubElement(whole, "Property", Id=name, Value="1")
    _add_properties(whole)
    components = _add_files(whole, tree, files)
    feature = ET.SubElement(whole, "Feature", Id="Whole", Level="1")
    for component in components:
        ET.SubElement(feature, "ComponentRef", Id=component)
    ET.indent(root)
    ET.ElementTree(root).write(to, encoding="utf-8", xml_declaration=True)


def _check(version: str) -> None:
    """See that Windows can compare the version: it looks at three numbers and passes over all else."""
    numbers = version.split(".")
    if len(numbers) != len(LIMITS) or not all(number.isdecimal() for number in numbers):
        raise MsiError(f"{version}: Windows compares versions of three numbers, such as 1.2.0, and no others")
    if any(int(number) > limit for number, limit in zip(numbers, LIMITS, strict=True)):
        raise MsiError(f"{version}: the numbers of a version go to {'.'.join(map(str, LIMITS))} on Windows")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _add_properties(whole: ET.Element) -> None:
    """Look each up where an earlier version wrote it, so that a bare upgrade keeps it."""
    for each in PROPERTIES:
        stands = ET.SubElement(whole, "Property", Id=each.name)
        where = {"Root": "HKLM", "Key": product.KEY, "Name": each.setting, "Type": "raw", "Win64": "yes"}
        ET.SubElement(stands, "RegistrySearch", where, Id=f"Find{each.name}")


def _add_files(whole: ET.Element, tree: Path, files: list[str]) -> list[str]:
    target = ET.SubElement(whole, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = ET.SubElement(target, "Directory", Id="ProgramFiles64Folder")
    top = ET.SubElement(programs, "Directory", Id="INSTALLDIR", Name=product.NAME)
    folders = {PurePosixPath("."): top}
    components = [_add_file(_folder(folders, PurePosixPath(at)), tree, at) for at in files]
    for each in PROPERTIES:
        component = f"{SETTINGS}{each.name}"
        guid = product.identity("setting", each.setting)
        stands = ET.SubElement(top, "Component", Id=component, Guid=guid, Win64="yes")
        what = {"Root": "HKLM", "Key": product.KEY, "Name": each.setting, "Type": "string"}
        ET.SubElement(stands, "RegistryValue", what, Value=f"[{each.name}]", KeyPath="yes")
        components.append(component)
    return components


def _folder(folders: dict[PurePosixPath, ET.Element], at: PurePosixPath) -> ET.Element:
    """Return the folder that a file lies in, with those above it."""
    parent = at.parent
    if parent not in folders:
        above = _folder(folders, parent)
        folders[parent] = ET.SubElement(above, "Directory", Id=_id("D", str(parent)), Name=parent.name)
    return folders[parent]


def _add_file(folder: ET.Element, tree: Path, at: str) -> str:
    component = _id("C", at)
    guid = product.identity("component", at)
    stands = ET.SubElement(folder, "Component", Id=component, Guid=guid, Win64="yes")
    ET.SubElement(stands, "File", Id=_id("F", at), Source=f"{tree.name}/{at}", KeyPath="yes")
    return component


def _id(kind: str, at: str) -> str:
    return f"{kind}{hashlib.sha256(at.encode()).hexdigest()[:32]}"
