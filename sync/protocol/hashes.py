"""What is kept of a secret in place of the secret itself."""

import hashlib


def digest(secret: str) -> str:
    """Return the hash under which a code or a link's token is kept and compared (SHA-256, hex).

    Without salt: links are random and long, so that nobody can try them all; codes are good for a short time.
    """
    return hashlib.sha256(secret.encode()).hexdigest()
