"""`vetrina-kiosk.exe`: the kiosk for the user who is signed in, with its log in a file; it has no console."""

import os
import sys
from pathlib import Path

from kiosk.__main__ import main

MOST = 5_000_000
"""Bytes after which a new log is begun; the one before is kept."""

home = Path(os.environ["LOCALAPPDATA"]) / "Vetrina"
home.mkdir(parents=True, exist_ok=True)
log = home / "kiosk.log"
if log.exists() and log.stat().st_size > MOST:
    log.replace(home / "kiosk.log.1")
# Open for as long as the program runs.
sys.stdout = sys.stderr = log.open("a", encoding="utf-8", buffering=1)
sys.exit(main(["shopper", "--data", str(home / "kiosk"), *sys.argv[1:]]))
