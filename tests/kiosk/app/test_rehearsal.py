"""What a successor loads before it has the data, and what it says of what it cannot."""

import pytest

from kiosk.app.rehearsal import rehearse, renewed
from kiosk.core.settings import SettingsError, Told
from kiosk.ui import stage
from kiosk.ui.stage import StageError
from sync.brand import BrandError


def test_all_of_it_loads(qapp, tmp_path):
    (tmp_path / "settings.toml").write_text('language = "it"\nbrand = "vesperi"\n')
    outfit = rehearse(tmp_path, Told())
    assert outfit.settings.language == "it"
    assert outfit.brand.name == "Vesperi"


def test_settings_and_a_brand_that_are_broken_are_named(qapp, tmp_path):
    (tmp_path / "own.toml").write_text("[colours]\n")
    with pytest.raises(BrandError, match=r"own\.toml"):
        rehearse(tmp_path, Told(brand=str(tmp_path / "own.toml")))
    (tmp_path / "settings.toml").write_text("language = it")
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        rehearse(tmp_path, Told())


def test_pages_that_do_not_load_are_named(qapp, tmp_path, monkeypatch):
    broken = tmp_path / "Main.qml"
    broken.write_text("import QtQuick\nItem { width: }\n")
    monkeypatch.setattr(stage, "MAIN", broken)
    with pytest.raises(StageError, match=r"Main\.qml:2"):
        rehearse(tmp_path, Told())


def test_what_is_mended_or_changed_meanwhile_counts_and_what_is_broken_does_not(qapp, tmp_path, caplog):
    outfit = rehearse(tmp_path, Told())
    (tmp_path / "settings.toml").write_text('language = "ja"\n')
    changed = renewed(outfit, tmp_path, Told())
    assert changed.settings.language == "ja"
    (tmp_path / "settings.toml").write_text("language = ja")
    assert renewed(changed, tmp_path, Told()).settings == changed.settings
    (tmp_path / "settings-kept.json").unlink()
    assert renewed(changed, tmp_path, Told()) is changed
    assert "settings and brand stay as they were: settings.toml" in caplog.text


def test_a_policy_that_cannot_be_read_holds_no_successor_back(qapp, tmp_path, caplog):
    policy = tmp_path / "kiosk.toml"
    told = Told(policy=policy)
    policy.write_text("[idle]\nafter = 77\n")
    outfit = renewed(rehearse(tmp_path, told), tmp_path, told)
    for spoil in (lambda: policy.write_text("[idle\nafter = 88"), lambda: (policy.unlink(), policy.mkdir())):
        spoil()
        assert rehearse(tmp_path, told).settings.idle.after == 77
        assert renewed(outfit, tmp_path, told).settings.idle.after == 77
    assert "what it said before counts" in caplog.text
    policy.rmdir()
    assert rehearse(tmp_path, told).settings.idle.after == 60, "one that is gone says nothing"
