"""One file for who supports the store: findings, settings, versions, and the end of the log.

No secret and nothing of a person is in it: settings are shown as `vetrina config show` does, the log is
blacked out (`redaction`), and no file of the data folder is taken along, only their names and sizes.
"""

import io
import os
import platform
import stat
import sys
import zipfile
from collections.abc import Iterator, Mapping
from importlib.metadata import distributions
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from kiosk.core.doctor.permissions import KEYS
from kiosk.core.doctor.tablet import Tablet
from kiosk.core.settings_order import Decided
from kiosk.doctor import vocabulary
from kiosk.doctor.redaction import Redactor
from sync import version
from sync.client.identity import write_private
from sync.protocol.addresses import without_credentials

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of what is packed: when it was packed stands inside."""

MOST_FILES = 500


def write(to: Path, report: Mapping[str, Any], tablet: Tablet, decided: Decided, log: str) -> None:
    """Write the bundle, for its owner only.

    Raises:
        IdentityError: It cannot be written.
    """
    redactor = Redactor(vocabulary.words(), _secrets(tablet))
    parts = {
        "findings.json": _json(report),
        "settings.json": _json(_settings(decided)),
        "versions.json": _json(_versions()),
        "files.json": _json(list(_files(tablet.data))),
        "log.txt": "\n".join(redactor.lines(log)).encode(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    write_private(to, packed.getvalue())


def _settings(decided: Decided) -> dict[str, Any]:
    return {
        one.name: {"value": without_credentials(one.value), "origin": one.origin, "place": one.place}
        for one in decided.chosen.values()
    }


def _versions() -> dict[str, Any]:
    packages = {found.metadata["Name"]: found.version for found in distributions()}
    return {
        "vetrina": version.installed(),
        "python": sys.version.split()[0],
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "packages": dict(sorted(packages.items())),
    }


def _files(data: Path) -> Iterator[dict[str, Any]]:
    """Tell of the files in the data folder, and in those right below it, without looking into them."""
    places = sorted(path for pattern in ("*", "catalogue/*") for path in data.glob(pattern))
    for path in places[:MOST_FILES]:
        try:
            status = path.lstat()
        except OSError:
            continue  # gone since
        yield {
            "name": str(path.relative_to(data)),
            "bytes": status.st_size,
            "rights": stat.filemode(status.st_mode),
            "owner": status.st_uid,
            "changed": round(status.st_mtime),
        }


def _secrets(tablet: Tablet) -> Iterator[str]:
    """Return what must not leave the tablet in any case."""
    if tablet.identity:
        yield tablet.identity.private_key
    proxy = urlsplit(tablet.settings.network.proxy)
    for part in (proxy.username, proxy.password):
        if part:
            yield part
            yield unquote(part)
    for name in KEYS:
        try:
            yield (tablet.data / name).read_text().strip()
        except (OSError, UnicodeDecodeError):
            continue


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + os.linesep.encode()
