"""A running kiosk names what somebody should look at: its heartbeat carries it."""

from sync.client import pulse


def test_a_kiosk_hands_its_findings_to_the_heartbeat(kiosk, data, monkeypatch):
    (data / "settings.toml").write_text('printer = "nowhere"\n')
    made, plain = [], pulse.Pulse.__init__

    def take_note(self, *parts):
        made.append(parts[-1])
        plain(self, *parts)

    monkeypatch.setattr(pulse.Pulse, "__init__", take_note)
    kiosk.start_sync()
    [beats] = made
    assert {"printer.no_system", "printer.missing"} & set(beats.findings())
