"""Runs first in the built program: programs that it starts get the system's libraries, not its own.

PyInstaller's loader sets LD_LIBRARY_PATH for the program itself, which has read it by now. A printer's or a
voice's program that inherited it would load the wrong libraries. And it leaves notes for itself, by which a
second Vetrina that this one starts (a newer version, a check) would think that all was set already.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before
for name in [each for each in os.environ if each.startswith("_PYI_")]:
    del os.environ[name]
