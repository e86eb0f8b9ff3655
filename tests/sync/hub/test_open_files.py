import subprocess
import sys

import pytest

resource = pytest.importorskip("resource", reason="Windows has no limit of open files")

LOWER_THEN_RAISE = """
import resource
from sync.hub.open_files import make_room
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (64, most))
make_room()
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0] == most > 64)
"""


def test_a_process_may_open_as_many_files_as_the_system_allows() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOWER_THEN_RAISE], capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"
