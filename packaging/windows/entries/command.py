"""`vetrina.exe`: the command, as on Linux."""

import sys

from kiosk.__main__ import main

sys.exit(main())
