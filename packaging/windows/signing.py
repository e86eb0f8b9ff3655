"""Signing the installer, where a certificate is given: by osslsigncode, with a password that nobody sees."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

from windows.failure import MsiError


class Signer(NamedTuple):
    """A PKCS#12 file, a file with its password, and the address of a time stamp's server ('' for none)."""

    certificate: Path
    password: Path
    stamp: str = ""


def sign(installer: Path, signer: Signer) -> None:
    """Sign an installer in its place. Without a time stamp the signature ends with the certificate.

    Raises:
        MsiError: osslsigncode is missing or refuses.
    """
    signed = installer.with_suffix(".signed")
    signed.unlink(missing_ok=True)
    command = ["osslsigncode", "sign", "-pkcs12", str(signer.certificate), "-readpass", str(signer.password)]
    command += ["-h", "sha256", "-n", "Vetrina"]
    if signer.stamp:
        command += ["-ts", signer.stamp]
    try:
        done = subprocess.run(
            [*command, "-in", str(installer), "-out", str(signed)],
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise MsiError("osslsigncode signs and is not here: apt-get install osslsigncode") from None
    if done.returncode:
        raise MsiError(f"osslsigncode refused: {(done.stderr or done.stdout).strip()}")
    signed.replace(installer)
