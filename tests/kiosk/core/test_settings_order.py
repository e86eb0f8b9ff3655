"""Which of several sources of a setting counts, and what becomes of values that cannot be used."""

import itertools

import pytest

from kiosk.core.settings import Told
from kiosk.core.settings_layers import Layer, variable
from kiosk.core.settings_order import decide, read
from sync.protocol.addresses import without_credentials
from sync.protocol.tablet_settings import NAMES, Camera, Idle, Network, Panel, Scanners, SerialPort, Settings

ORDER = ("flag", "environment", "policy", "file", "remote")


@pytest.fixture
def policy(tmp_path):
    return tmp_path / "etc" / "kiosk.toml"


@pytest.fixture
def data(tmp_path, policy):
    policy.parent.mkdir()
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def put(place, text):
    (place if place.suffix else place / "settings.toml").write_text(text)


def test_a_folder_without_settings_has_the_defaults(data, policy):
    decided = read(data, Told(policy=policy))
    assert (decided.settings, decided.faults) == (Settings(), ())
    assert {one.origin for one in decided.chosen.values()} == {"default"}
    assert tuple(decided.chosen) == NAMES


def test_what_is_set_is_read(data):
    put(data, 'language = "ja"\n[panel]\ndiagonal_mm = 257\n[idle]\nafter = 90\n')
    assert read(data).settings == Settings(language="ja", panel=Panel(257), idle=Idle(after=90))


def test_scanners_are_set_up_by_port(data):
    put(
        data,
        '[[scanners.serial]]\nport = "0c2e:0b6a"\n[[scanners.serial]]\nport = "COM3"\nbaud = 115200\n'
        "[scanners.camera]\nuse = true\n",
    )
    scanners = read(data).settings.scanners
    assert scanners.serial == [SerialPort("0c2e:0b6a"), SerialPort("COM3", baud=115200)]
    assert scanners.camera == Camera(use=True)


@pytest.mark.parametrize("first", range(len(ORDER)))
def test_the_first_source_that_says_something_counts(first):
    layers = [
        Layer(origin, origin, {"idle.after": 20 + number} if number >= first else {})
        for number, origin in enumerate(ORDER)
    ]
    decided = decide(layers)
    assert decided.settings.idle.after == 20 + first
    assert decided.chosen["idle.after"].origin == ORDER[first]
    assert decided.fixed("idle.after") is (first < ORDER.index("file"))


def test_sources_that_say_different_things_are_put_together(data, policy):
    put(data, 'brand = "olmaia"\nlanguage = "it"\n[idle]\nafter = 90\nwarning = 45\n')
    put(policy, "[idle]\nafter = 120\n")
    told = Told(brand="vesperi", environment={"VETRINA_IDLE_WARNING": "60"}, policy=policy)
    decided = read(data, told)
    assert decided.settings == Settings(brand="vesperi", language="it", idle=Idle(120, 60))
    assert {name: (one.origin, one.place) for name, one in decided.chosen.items() if one.place} == {
        "brand": ("flag", "the command line"),
        "language": ("file", "settings.toml"),
        "idle.after": ("policy", str(policy)),
        "idle.warning": ("environment", "the environment"),
    }


def test_flags_of_their_own_and_any_other_setting(data):
    put(data, '[network]\ncache = "https://cache.store"\nspread = 5\n')
    others = ("idle.after=75", "night.begins = 21")
    told = Told(cache="https://other", hub="https://hub.example:8743", others=others)
    settings = read(data, told).settings
    assert settings.network == Network(cache="https://other", spread=5)
    assert (settings.hub, settings.idle.after, settings.night.begins) == ("https://hub.example:8743", 75, 21)


def test_texts_of_the_environment_become_what_the_setting_is():
    environment = {
        "VETRINA_SCANNERS_CAMERA_USE": "true",
        "VETRINA_SOUND_VOLUME": "20",
        "VETRINA_SCANNERS_SERIAL": '[{port = "COM3", baud = 19200}]',
        "VETRINA_SCAN_PREFIX": "[x]",
        "VETRINA_DATABASE_URL": "postgresql://the.hub's.own",
        "PATH": "/bin",
    }
    decided = read(None, Told(environment=environment))
    assert decided.settings.scanners == Scanners([SerialPort("COM3", 19200)], Camera(use=True))
    assert decided.settings.sound.volume == 20
    assert [fault.name for fault in decided.faults] == ["scan.prefix"]


def test_every_setting_has_a_variable_of_its_own():
    assert len({variable(name) for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("[idle]\nafter = 5\n", "idle.after", "Expected `int` >= 10"),
        ('[idle]\nafter = "long"\n', "idle.after", "Expected `int`, got `str`"),
        ("[idle]\nforever = true\n", "idle.forever", "there is no such setting"),
        ('brandd = "x"\n', "brandd", "there is no such setting"),
        ("idle = 60\n", "idle", "it is a table of settings, not one"),
        ('[scan]\nproduct_links = ["shop.example/p"]\n', "scan.product_links", "a product link has"),
        ('[network]\nproxy = "proxy.store:3128"\n', "network.proxy", "an address such as https://"),
        ('hub = "ftp://hub"\n', "hub", "an address such as https://"),
    ],
)
def test_a_bad_value_is_named_and_the_next_source_counts(data, policy, text, name, why):
    put(policy, text)
    put(data, 'language = "it"\n[idle]\nafter = 90\n')
    decided = read(data, Told(policy=policy))
    assert decided.settings == Settings(language="it", idle=Idle(after=90))
    [fault] = decided.faults
    assert (fault.name, fault.place) == (name, str(policy))
    assert why in fault.why
    assert fault.words.startswith(f"{policy}: {name} is passed over, and the next source counts: ")
    assert not decided.unread


@pytest.mark.parametrize("content", [b"no toml", b"# caf\xe9", b"[idle\n"])
def test_a_file_that_cannot_be_read_is_named_and_the_others_count(data, policy, content):
    policy.write_bytes(content)
    put(data, 'language = "it"\n')
    decided = read(data, Told(policy=policy))
    assert decided.settings == Settings(language="it")
    assert decided.unread.startswith(f"{policy} cannot be read")


def test_a_folder_in_the_place_of_a_file_stops_nothing(data):
    (data / "settings.toml").mkdir()
    decided = read(data)
    assert decided.settings == Settings()
    assert decided.unread.startswith("settings.toml cannot be read")


@pytest.mark.parametrize("name", ["hub", "network.proxy", "network.ca_file", "update.trust"])
def test_what_leads_to_the_hub_is_not_set_from_afar(name):
    decided = decide([Layer("remote", "the hub", {name: "http://elsewhere", "idle.after": 90})])
    assert decided.settings == Settings(idle=Idle(after=90))
    assert [fault.name for fault in decided.faults] == [name]


def test_credentials_are_not_shown():
    for value in ("http://till:geheim@proxy:3128", ["https://a:geheim@b"], {"x": ("https://geheim@b",)}):
        assert "geheim" not in str(without_credentials(value))
    assert without_credentials("https://proxy:3128") == "https://proxy:3128"


def test_no_slip_of_the_pen_anywhere_stops_it(data, policy):
    """Every setting, in every source, with values of the wrong kind."""
    wrong = ("-1", '"\\u0000"', "[]", "{}", "true", "1.5", "2026-01-01", "99999999999999999999")
    for name, value in itertools.product(NAMES, wrong):
        *tables, key = name.split(".")
        put(data, f"[{'.'.join(tables)}]\n{key} = {value}\n" if tables else f"{key} = {value}\n")
        told = Told(others=(f"{name}={value}",), environment={variable(name): value})
        assert isinstance(read(data, told).settings, Settings)
