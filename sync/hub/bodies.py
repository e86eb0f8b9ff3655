"""Request bodies: read with a limit, unpacked with a limit, within a time; answers packed where it pays."""

import asyncio
import zlib
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import zstandard
from starlette.requests import ClientDisconnect, Request

from sync.hub.problems import HttpProblem
from sync.protocol import plain
from sync.protocol.errors import Malformed
from sync.shapes import ready

T = TypeVar("T")

MAX_BODY = 1 << 20
"""Bytes on the wire."""

MAX_DECODED = 4 << 20
"""Bytes after unpacking: a sync of 500 operations with long notes has room, a bomb has not."""

MAX_WINDOW = 1 << 23
"""Memory a zstd frame may ask for; RFC 9659 sets the same limit."""

READ_SECONDS = 20.0
"""A sender slower than this is not served."""

PACK_FROM = 1024
"""Answers below this many bytes go as they are: one packet either way."""

JSON = "application/json"

PROBLEMS = (
    "bad_encoding",
    "cut_off",
    "invalid",
    "no_json",
    "too_large",
    "too_slow",
    "unknown_encoding",
)
"""Codes that a call with a body may be answered with on account of it."""


async def read_body(request: Request, limit: int = MAX_BODY) -> bytes:
    """Return the unpacked body; `limit` is how many bytes may come over the wire.

    Raises:
        HttpProblem: 408, 413, 415 or 422.
    """
    try:
        async with asyncio.timeout(READ_SECONDS):
            packed = await _read_limited(request, limit)
    except TimeoutError:
        raise HttpProblem(408, "too_slow") from None
    except ClientDisconnect:
        raise HttpProblem(400, "cut_off") from None
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding == "identity":
        return packed
    unpack = UNPACKERS.get(encoding)
    if unpack is None:
        raise HttpProblem(415, "unknown_encoding", headers={"Accept-Encoding": ", ".join(UNPACKERS)})
    body = unpack(packed)
    if len(body) > MAX_DECODED:
        raise HttpProblem(413, "too_large")
    return body


def decode(read: Callable[[bytes], T], body: bytes) -> T:
    """Return what `read` makes of a body.

    Raises:
        HttpProblem: 400 for no JSON, or too deeply nested to be read; 422 for JSON that is something else.
    """
    try:
        return read(body)
    except (msgspec.ValidationError, Malformed) as error:
        raise HttpProblem(422, "invalid", plain.in_words(str(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise HttpProblem(400, "no_json") from error


def reader(kind: type[T]) -> Callable[[bytes], T]:
    """Return what reads a body as a Struct.

    To JSON 2.0 and 2 are the same number, as JSON Schema has it; what has no such number is read only once.
    """
    strict = msgspec.json.Decoder(ready(kind))

    def read(body: bytes) -> T:
        try:
            return strict.decode(body)
        except msgspec.ValidationError:
            return msgspec.convert(_whole(msgspec.json.decode(body)), ready(kind))

    return read


def _whole(value: Any) -> Any:
    """Return a JSON value with every whole number as an integer."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_whole(one) for one in value]
        case dict():
            return {name: _whole(one) for name, one in value.items()}
        case _:
            return value


async def _read_limited(request: Request, limit: int) -> bytes:
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > limit:
        raise HttpProblem(413, "too_large")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            raise HttpProblem(413, "too_large")
    return bytes(body)


def _unpack_zstd(packed: bytes) -> bytes:
    decompressor = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
    try:
        with decompressor.stream_reader(packed) as reader:
            return reader.read(MAX_DECODED + 1)
    except zstandard.ZstdError as error:
        raise HttpProblem(422, "bad_encoding") from error


def _unpack_gzip(packed: bytes) -> bytes:
    gzip_header = 16 + zlib.MAX_WBITS
    try:
        return zlib.decompressobj(gzip_header).decompress(packed, MAX_DECODED + 1)
    except zlib.error as error:
        raise HttpProblem(422, "bad_encoding") from error


UNPACKERS: dict[str, Callable[[bytes], bytes]] = {"zstd": _unpack_zstd, "gzip": _unpack_gzip}


def pack(body: bytes, accepted: str, level: int = 3) -> tuple[bytes, dict[str, str]]:
    """Return an answer's body, packed if the reader accepts that, with the headers that say so.

    `level` is zstd's: a higher one takes longer and packs smaller.
    """
    headers = {"Vary": "Accept-Encoding"}
    if len(body) < PACK_FROM or "zstd" not in accepted:
        return body, headers
    return zstandard.ZstdCompressor(level=level).compress(body), {**headers, "Content-Encoding": "zstd"}
