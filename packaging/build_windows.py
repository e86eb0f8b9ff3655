"""Make what a chain rolls out on Windows: group policy templates, papers for IT, the installer (MSI, x64).

    .venv/bin/python packaging/build_windows.py [--out FOLDER] [--sign-with FILE --password-file FILE]

It runs on Linux. The Python that goes into the installer is brought along: packaging/windows/runtime.toml
says which. SOURCE_DATE_EPOCH is the time that all files are said to be from, otherwise that of the last
commit.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

from build import OUT, said_to_be_from
from bundle.failure import BuildError
from bundle.programs import KIOSK, ROOT
from bundle.tree import write_sums
from windows import admx, inputs, msi, signing, tree, wheels
from windows.failure import MsiError

HERE = Path(__file__).parent / "windows"
PAPERS = ("README.md", "ShellLauncher.xml", "verify.ps1")
MEGABYTE = 1_000_000


def main(arguments: list[str]) -> int:
    """Make all of it; 1 when something is not as it must be."""
    parser = argparse.ArgumentParser(description="Make what a chain rolls out on Windows.")
    parser.add_argument("--out", type=Path, default=OUT / "windows", help="where all of it goes")
    parser.add_argument("--runtime", type=Path, default=inputs.LISTED, help="which Python goes in")
    parser.add_argument("--sign-with", type=Path, metavar="FILE", help="certificate and key, PKCS#12")
    parser.add_argument("--password-file", type=Path, metavar="FILE", help="its password, in a file")
    parser.add_argument("--stamp", default="", metavar="URL", help="server of time stamps for the signature")
    options = parser.parse_args(arguments)
    if bool(options.sign_with) != bool(options.password_file):
        parser.error("--sign-with and --password-file go together")
    signer = signing.Signer(options.sign_with, options.password_file, options.stamp)
    try:
        out = options.out.resolve()
        for file in admx.write(out / "PolicyDefinitions"):
            print(file)
        for name in PAPERS:
            print(shutil.copyfile(HERE / name, out / name))
        said = inputs.Inputs.read(ROOT, options.runtime)
        installer = build(said, out, signer if options.sign_with else None)
    except (MsiError, BuildError) as failure:
        print(failure, file=sys.stderr)
        return 1
    size = installer.stat().st_size / MEGABYTE
    print(f"{installer}: {size:.0f} MB, {hashlib.sha256(installer.read_bytes()).hexdigest()}")
    return 0


def build(said: inputs.Inputs, out: Path, signer: signing.Signer | None) -> Path:
    """Make the installer; return its file.

    Raises:
        MsiError: An input is missing or another one, or a tool refuses.
        BuildError: The lock file lacks something.
    """
    said.check()
    wanted = wheels.lines(KIOSK, said.version)
    kept = out / "work" / "wheels" / hashlib.sha256(wanted.encode()).hexdigest()[:16]
    program = out / "work" / "program"
    tree.lay_out(KIOSK, said, wheels.fetch(wanted, said.version, kept), program)
    write_sums(program)
    known = version("vetrina")
    installer = out / f"vetrina-kiosk-{known}-x64.msi"
    msi.make(program, installer, msi.Facts(known, said_to_be_from()))
    if signer:
        signing.sign(installer, signer)
    return installer


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
