"""A QR code as an outline: sharp at any size, and nothing of it lies in a file or a cache."""

from typing import NamedTuple


class QrOutline(NamedTuple):
    """An SVG path of dark modules on a grid of `side` by `side` units."""

    path: str
    side: int


def outline(text: str) -> QrOutline:
    """Encode a text (ISO/IEC 18004, correction level M); '' gives an empty outline."""
    if not text:
        return QrOutline("", 0)
    import qrcode  # noqa: PLC0415 - loads the imaging library, which the first page need not wait for
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415

    code = qrcode.QRCode(border=0, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    code.make()
    modules = code.get_matrix()
    return QrOutline("".join(_runs(modules)), len(modules))


def _runs(modules: list[list[bool]]) -> list[str]:
    """Return one rectangle for each horizontal run of dark modules."""
    runs = []
    for y, row in enumerate(modules):
        start = None
        for x, dark in enumerate([*row, False]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append(f"M{start} {y}H{x}V{y + 1}H{start}Z")
                start = None
    return runs
