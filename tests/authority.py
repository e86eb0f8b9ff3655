"""A certificate authority of a retailer's own, and certificates that it signs."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Certified(NamedTuple):
    """Files (PEM): the authority's certificate, a server's, and that one's key."""

    authority: Path
    certificate: Path
    key: Path


DAY = timedelta(days=1)


def certify(
    folder: Path,
    host: str,
    begins: timedelta = timedelta(minutes=-5),
    ends: timedelta = DAY,
    also: Sequence[str] = (),
) -> Certified:
    """Make an authority and have it sign for a host, and `also` others, from and until so long after now."""
    ca_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    ca_name, name = _name("A retailer's own CA"), _name(host)
    ca = (
        _builder(ca_name, ca_name, ca_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(ca_key, hashes.SHA256())
    )
    signed = (
        _builder(ca_name, name, key.public_key(), begins, ends)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(each) for each in (host, *also)]), critical=False
        )
        .sign(ca_key, hashes.SHA256())
    )
    files = Certified(folder / "ca.pem", folder / "hub.pem", folder / "hub.key")
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    files.authority.write_bytes(ca.public_bytes(pem))
    files.certificate.write_bytes(signed.public_bytes(pem))
    files.key.write_bytes(key.private_bytes(pem, pkcs8, serialization.NoEncryption()))
    return files


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(
    issuer: x509.Name,
    subject: x509.Name,
    key: ec.EllipticCurvePublicKey,
    begins: timedelta = timedelta(minutes=-5),
    ends: timedelta = DAY,
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder(issuer, subject, key, x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
    )
