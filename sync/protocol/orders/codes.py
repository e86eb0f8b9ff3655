"""What an order is called, and the code that it is handed over for."""

import hashlib

from sync.protocol import own_codes
from sync.protocol.hashes import digest

DIGITS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Nothing that is read as something else: no 0 and O, no 1 and I."""

NUMBER_SIGNS = 6
CLAIM_SIGNS = 10
"""50 bits: who tries claim codes at a desk never gets there."""
CODE_TRIES = 10
"""Wrong claim codes within a minute after which a tablet has to wait, at its own desk and at the hub."""


def _signs(raw: bytes, count: int) -> str:
    number = int.from_bytes(raw)
    return "".join(DIGITS[number >> 5 * place & 31] for place in range(count))


def number_of(order: str) -> str:
    """Return what people call an order that no shop has given a number: six signs that derive from its id.

    >>> len(number_of("0198"))
    6
    """
    return _signs(hashlib.blake2b(order.encode(), digest_size=16, person=b"number").digest(), NUMBER_SIGNS)


def claim_code(secret: bytes, order: str) -> str:
    """Return the code that an order is handed over for, as it is printed and shown.

    It derives from a secret of the hub's (32 bytes), so that it can be told again without being kept.

    >>> claim_code(bytes(32), "0198")[:3]
    'VTP'
    """
    mac = hashlib.blake2b(order.encode(), digest_size=16, key=secret[:64], person=b"claim").digest()
    return own_codes.write("order", _signs(mac, CLAIM_SIGNS))


def basket_code(order: str) -> str:
    """Return the code by which a till finds an order: no secret, because all it does is ring it up.

    >>> basket_code("0198")[:3]
    'VTB'
    """
    raw = hashlib.blake2b(order.encode(), digest_size=16, person=b"basket").digest()
    return own_codes.write("basket", _signs(raw, CLAIM_SIGNS))


def claim_hash(code: str) -> str:
    """Return what an order keeps of its claim code, '' for a text that is none or was misread.

    Capitals, blanks and dashes do not matter: the code may have been typed.
    """
    own = own_codes.read(code)
    if own is None or own.kind != "order" or not own.valid:
        return ""
    return digest(own_codes.write("order", own.text))
