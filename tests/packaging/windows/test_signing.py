"""Signing the installer, with a certificate of its own making."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSWORD = "not in any log"


@pytest.fixture
def signer(windows, tmp_path):
    if shutil.which("osslsigncode") is None:
        pytest.skip("osslsigncode is not here: installers cannot be signed")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A chain's IT")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 7, now, now + timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = serialization.BestAvailableEncryption(PASSWORD.encode())
    held, password = tmp_path / "chain.p12", tmp_path / "password.txt"
    held.write_bytes(pkcs12.serialize_key_and_certificates(b"chain", key, certificate, None, secret))
    password.write_text(PASSWORD)
    (tmp_path / "chain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return windows.signing.Signer(held, password)


def verified(installer, authority):
    said = subprocess.run(
        ["osslsigncode", "verify", "-CAfile", authority, "-in", installer],
        capture_output=True,
        text=True,
        check=False,
    )
    return said.returncode == 0


def test_a_signed_installer_is_verified_and_a_changed_one_is_not(windows, make, tree, signer, tmp_path):
    installer = make(tree)
    windows.signing.sign(installer, signer)
    assert verified(installer, tmp_path / "chain.pem")
    assert {row["FileName"] for row in windows.msi.table(installer, "File")} == {"vetrina.exe", "words.txt"}
    content = bytearray(installer.read_bytes())
    at = content.index(b"MSCF") + 40
    content[at] ^= 1
    installer.write_bytes(content)
    assert not verified(installer, tmp_path / "chain.pem")


def test_a_wrong_password_is_refused_and_leaves_the_installer(windows, make, tree, signer, tmp_path):
    installer = make(tree)
    before = installer.read_bytes()
    signer.password.write_text("another")
    with pytest.raises(windows.failure.MsiError, match="osslsigncode refused"):
        windows.signing.sign(installer, signer)
    assert installer.read_bytes() == before
