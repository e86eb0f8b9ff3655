"""Group policy templates, made from the settings themselves: names, kinds, bounds; words stand in `words`.

`Vetrina.admx` goes into PolicyDefinitions, each `Vetrina.adml` into the folder of its language there. They
write values named as the settings are, which `kiosk.core.machine_policy` reads.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import msgspec.inspect

from kiosk.core.machine_policy import POLICIES
from sync.protocol.tablet_settings import Settings, values_of

WORDS = Path(__file__).with_name("words")
CULTURES = {"en": "en-US", "it": "it-IT", "ja": "ja-JP"}
NAME = "Vetrina"
SPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
OWN_SPACE = "Vetrina.Policies.Kiosk"
REVISION = "1.0"
MOST_SIGNS = "4095"
MOST_NUMBER = 4_294_967_295


class Setting(NamedTuple):
    """A setting: its dotted name, its kind as msgspec sees it, and its default."""

    name: str
    kind: msgspec.inspect.Type
    default: Any

    @property
    def id(self) -> str:
        """The name as templates may write it."""
        return self.name.replace(".", "_")

    @property
    def category(self) -> str:
        """The table that it stands in, '' at the top."""
        return self.name.partition(".")[0] if "." in self.name else ""

    @property
    def choices(self) -> tuple[str, ...]:
        """What it may be, where that is counted."""
        is_choice = isinstance(self.kind, msgspec.inspect.LiteralType)
        return tuple(map(str, self.kind.values)) if is_choice else ()

    @property
    def bounds(self) -> tuple[int, int] | None:
        """Its least and most, where it is a number."""
        if not isinstance(self.kind, msgspec.inspect.IntType):
            return None
        least, most = self.kind.ge, self.kind.le
        return least or 0, MOST_NUMBER if most is None else most


def settings() -> list[Setting]:
    """Return every setting, in the order in which they are declared."""
    defaults = values_of(Settings())
    kinds = dict(_kinds(msgspec.inspect.type_info(Settings)))
    return [Setting(name, kinds[name], default) for name, default in defaults.items()]


def _kinds(kind: msgspec.inspect.Type, path: str = "") -> Iterator[tuple[str, msgspec.inspect.Type]]:
    assert isinstance(kind, msgspec.inspect.StructType)
    for field in kind.fields:
        inner = field.type.type if isinstance(field.type, msgspec.inspect.Metadata) else field.type
        if isinstance(inner, msgspec.inspect.StructType):
            yield from _kinds(inner, f"{path}{field.name}.")
        else:
            yield f"{path}{field.name}", inner


def write(folder: Path) -> list[Path]:
    """Write the template and its words in each language below a folder; return the files."""
    every = settings()
    template = folder / f"{NAME}.admx"
    _save(_template(every), template)
    files = [template]
    for language, culture in CULTURES.items():
        words = tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))
        file = folder / culture / f"{NAME}.adml"
        _save(_words(every, words), file)
        files.append(file)
    return files


def _save(root: ET.Element, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    ET.indent(root)
    ET.ElementTree(root).write(to, encoding="utf-8", xml_declaration=True)


def _root(name: str) -> ET.Element:
    return ET.Element(name, {"xmlns": SPACE, "revision": REVISION, "schemaVersion": "1.0"})


def _template(every: list[Setting]) -> ET.Element:
    root = _root("policyDefinitions")
    spaces = ET.SubElement(root, "policyNamespaces")
    ET.SubElement(spaces, "target", prefix="vetrina", namespace=OWN_SPACE)
    ET.SubElement(root, "resources", minRequiredRevision=REVISION, fallbackCulture="en-US")
    supported = ET.SubElement(ET.SubElement(root, "supportedOn"), "definitions")
    ET.SubElement(supported, "definition", name="all", displayName="$(string.supported)")
    categories = ET.SubElement(root, "categories")
    ET.SubElement(categories, "category", name=NAME, displayName=f"$(string.category_{NAME})")
    for name in dict.fromkeys(each.category for each in every if each.category):
        category = ET.SubElement(categories, "category", name=name, displayName=f"$(string.category_{name})")
        ET.SubElement(category, "parentCategory", ref=NAME)
    policies = ET.SubElement(root, "policies")
    for each in every:
        _add_policy(policies, each)
    return root


def _add_policy(policies: ET.Element, setting: Setting) -> None:
    at = setting.id
    told = {
        "name": at,
        "class": "Machine",
        "displayName": f"$(string.{at})",
        "explainText": f"$(string.{at}_help)",
        "key": POLICIES,
    }
    if isinstance(setting.kind, msgspec.inspect.BoolType):
        told["valueName"] = setting.name
    else:
        told["presentation"] = f"$(presentation.{at})"
    policy = ET.SubElement(policies, "policy", told)
    ET.SubElement(policy, "parentCategory", ref=setting.category or NAME)
    ET.SubElement(policy, "supportedOn", ref="all")
    if isinstance(setting.kind, msgspec.inspect.BoolType):
        for word, value in (("enabledValue", "1"), ("disabledValue", "0")):
            ET.SubElement(ET.SubElement(policy, word), "decimal", value=value)
        return
    elements = ET.SubElement(policy, "elements")
    same = {"id": at, "valueName": setting.name, "required": "true"}
    if setting.bounds:
        least, most = map(str, setting.bounds)
        ET.SubElement(elements, "decimal", same, minValue=least, maxValue=most)
    elif setting.choices:
        choice = ET.SubElement(elements, "enum", same)
        for value in setting.choices:
            item = ET.SubElement(choice, "item", displayName=f"$(string.{at}_{value})")
            ET.SubElement(ET.SubElement(item, "value"), "string").text = value
    else:
        ET.SubElement(elements, "text", same, maxLength=MOST_SIGNS)


def _words(every: list[Setting], words: dict[str, Any]) -> ET.Element:
    root = _root("policyDefinitionResources")
    ET.SubElement(root, "displayName").text = words["about"]["name"]
    ET.SubElement(root, "description").text = words["about"]["description"]
    resources = ET.SubElement(root, "resources")
    table = ET.SubElement(resources, "stringTable")
    for name, text in _strings(every, words):
        ET.SubElement(table, "string", id=name).text = text
    presentations = ET.SubElement(resources, "presentationTable")
    for each in every:
        _add_presentation(presentations, each, words["titles"][each.name])
    return root


def _strings(every: list[Setting], words: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "supported", words["about"]["supported"]
    yield f"category_{NAME}", words["about"]["name"]
    for name in dict.fromkeys(each.category for each in every if each.category):
        yield f"category_{name}", words["categories"][name]
    for each in every:
        yield each.id, words["titles"][each.name]
        yield f"{each.id}_help", _help(each, words)
        for value in each.choices:
            yield f"{each.id}_{value}", words["choices"][f"{each.name}.{value}"]


def _help(setting: Setting, words: dict[str, Any]) -> str:
    """Return what a policy is explained by: its words, then bounds and default as the settings have them."""
    about = words["about"]
    said = [words["help"][setting.name]]
    if setting.bounds:
        least, most = map(str, setting.bounds)
        said.append(about["bounds"].replace("%1", least).replace("%2", most))
    if isinstance(setting.kind, (msgspec.inspect.ListType, msgspec.inspect.VarTupleType)):
        said.append(about["list"])
    elif not isinstance(setting.kind, msgspec.inspect.BoolType) and setting.default != "":
        said.append(about["default"].replace("%1", str(setting.default)))
    said.append(about["fixed"].replace("%1", setting.name))
    return "\n\n".join(said)


def _add_presentation(table: ET.Element, setting: Setting, title: str) -> None:
    if isinstance(setting.kind, msgspec.inspect.BoolType):
        return
    presentation = ET.SubElement(table, "presentation", id=setting.id)
    if setting.bounds:
        box = ET.SubElement(
            presentation, "decimalTextBox", refId=setting.id, defaultValue=str(setting.default)
        )
        box.text = title
    elif setting.choices:
        at = str(setting.choices.index(setting.default))
        ET.SubElement(
            presentation, "dropdownList", refId=setting.id, defaultItem=at, noSort="true"
        ).text = title
    else:
        box = ET.SubElement(presentation, "textBox", refId=setting.id)
        ET.SubElement(box, "label").text = title
