"""The group policy templates: every setting, with the bounds that the settings have, in each language."""

import tomllib
from xml.etree import ElementTree as ET

import pytest

from kiosk.core import machine_policy
from kiosk.core.settings_layers import Layer
from kiosk.core.settings_order import decide
from sync.protocol.tablet_settings import NAMES, Settings, values_of

SPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
CULTURES = ("en-US", "it-IT", "ja-JP")


@pytest.fixture
def written(windows, tmp_path):
    windows.admx.write(tmp_path)
    return tmp_path


@pytest.fixture
def template(written):
    return ET.parse(written / "Vetrina.admx").getroot()


def policies(template):
    return {each.get("name"): each for each in template.iter(f"{SPACE}policy")}


def value_name(policy):
    inner = [each.get("valueName") for each in policy.iter() if each.get("valueName")]
    assert len(inner) == 1
    return inner[0]


def test_every_setting_has_a_policy_and_no_policy_is_for_nothing(template):
    assert sorted(map(value_name, policies(template).values())) == sorted(NAMES)
    assert {each.get("key") for each in policies(template).values()} == {machine_policy.POLICIES}
    assert {each.get("class") for each in policies(template).values()} == {"Machine"}


def test_numbers_have_the_bounds_of_the_settings(template):
    for name, policy in policies(template).items():
        number = policy.find(f"{SPACE}elements/{SPACE}decimal")
        if number is None:
            continue
        for said, allowed in ((number.get("minValue"), True), (number.get("maxValue"), True)):
            assert usable(value_name(policy), said) is allowed, name
        for beyond in (int(number.get("minValue")) - 1, int(number.get("maxValue")) + 1):
            if 0 <= beyond < 2**32:
                assert usable(value_name(policy), str(beyond)) is False, name


def test_choices_are_those_of_the_settings(template):
    policy = policies(template)["update_mode"]
    said = [each.text for each in policy.iter(f"{SPACE}string")]
    assert said == ["managed", "self"]
    assert all(usable("update.mode", each) for each in said)


def test_yes_and_no_are_what_the_kiosk_reads(template):
    policy = policies(template)["scanners_camera_use"]
    said = [
        policy.find(f"{SPACE}{word}/{SPACE}decimal").get("value")
        for word in ("enabledValue", "disabledValue")
    ]
    decided = [decide([Layer("policy", "", {"scanners.camera.use": each}, texts=True)]) for each in said]
    assert [each.settings.scanners.camera.use for each in decided] == [True, False]


@pytest.mark.parametrize("culture", CULTURES)
def test_every_word_that_is_asked_for_is_there(written, template, culture):
    words = ET.parse(written / culture / "Vetrina.adml").getroot()
    strings = {each.get("id"): each.text for each in words.iter(f"{SPACE}string")}
    shown = {each.get("id"): each for each in words.iter(f"{SPACE}presentation")}
    asked = [value for each in template.iter() for value in each.attrib.values()]
    assert {each[9:-1] for each in asked if each.startswith("$(string.")} == strings.keys()
    assert {each[15:-1] for each in asked if each.startswith("$(presentation.")} == shown.keys()
    assert all(strings.values())
    for name, policy in policies(template).items():
        ids = {each.get("id") for each in policy.iterfind(f"{SPACE}elements/*")}
        refs = {each.get("refId") for each in shown[name]} if name in shown else set()
        assert ids == refs


def test_no_language_has_a_word_too_many_or_too_few(windows):
    found = {path.stem: tomllib.loads(path.read_text()) for path in windows.admx.WORDS.glob("*.toml")}
    assert found.keys() == windows.admx.CULTURES.keys()
    shapes = {
        language: {part: sorted(words) for part, words in each.items()} for language, each in found.items()
    }
    assert shapes["en"] == shapes["it"] == shapes["ja"]
    assert shapes["en"]["titles"] == shapes["en"]["help"] == sorted(NAMES)


def test_an_explanation_says_bounds_default_and_name(written):
    words = ET.parse(written / "it-IT" / "Vetrina.adml").getroot()
    strings = {each.get("id"): each.text for each in words.iter(f"{SPACE}string")}
    assert "Da 10 a 3600." in strings["idle_after_help"]
    assert f"Predefinito: {values_of(Settings())['idle.after']}" in strings["idle_after_help"]
    assert "idle.after" in strings["idle_after_help"]


def usable(name, text):
    return not decide([Layer("policy", "", {name: text}, texts=True)]).faults
