"""Runs first in the built program: programs that it starts get the system's libraries, not its own.

PyInstaller's loader sets LD_LIBRARY_PATH for the program itself, which has read it by now. A printer's or a
voice's program that inherited it would load the wrong libraries.
"""

import os

before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is None:
    os.environ.pop("LD_LIBRARY_PATH", None)
else:
    os.environ["LD_LIBRARY_PATH"] = before
