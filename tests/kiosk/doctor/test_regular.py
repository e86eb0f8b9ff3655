"""What a kiosk finds of itself while it runs, for its heartbeat."""

import msgspec

from kiosk.core.settings import Told
from kiosk.doctor import regular
from sync.protocol.heartbeat import Heartbeat


def test_it_names_what_is_wrong_as_codes_that_a_heartbeat_takes(tmp_path):
    tmp_path.chmod(0o700)
    codes = regular.look(tmp_path, Told())
    assert not {code.partition(".")[0] for code in codes} & {"hub", "enrolment", "database", "qt", "settings"}
    (tmp_path / "settings.toml").write_text('printer = "desk"\n[idle]\nafter = 1\n')
    (tmp_path / "device.json").touch(0o644)
    (tmp_path / "device.json").chmod(0o644)
    codes = regular.look(tmp_path, Told())
    assert {"settings.wrong", "permissions.open"} <= set(codes)
    beat = Heartbeat(clock=1, version="1", findings=codes)
    assert msgspec.json.decode(msgspec.json.encode(beat), type=Heartbeat) == beat
