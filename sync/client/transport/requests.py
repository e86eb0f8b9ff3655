"""What every request to the hub has in common."""

import logging

import httpx
import zstandard

TIMEOUT = httpx.Timeout(10.0, connect=5.0)
PACK_FROM = 1024
"""Request bodies from this size on are compressed."""

# Every request with its address is too much for a log that shops keep.
logging.getLogger("httpx").setLevel(logging.WARNING)


def pack(body: bytes) -> tuple[bytes, dict[str, str]]:
    """Return a JSON body as it is sent, with its headers."""
    headers = {"Content-Type": "application/json"}
    if len(body) < PACK_FROM:
        return body, headers
    return zstandard.ZstdCompressor().compress(body), {**headers, "Content-Encoding": "zstd"}
