"""Files that are no feed and look like one to people: told by their first bytes, with what to do instead."""

SPREADSHEET = "save it as CSV (UTF-8) and import that"

SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"an old Excel or Office file; {SPREADSHEET}"),
    (b"%PDF-", "a PDF; ask for the table itself as CSV"),
    (b"PAR1", "a Parquet file; export it as CSV"),
    (b"SQLite format 3\x00", "a database; export its tables as CSV"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive; unpack it first"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
"""How files begin (their makers' own documentation), and what they are."""

OFFICE: tuple[tuple[str, str], ...] = (
    ("xl/", f"an Excel workbook; {SPREADSHEET}"),
    ("word/", "a Word document; ask for the table itself as CSV"),
    ("ppt/", "a presentation; ask for the table itself as CSV"),
    ("content.xml", f"an OpenDocument file; {SPREADSHEET}"),
    ("Index/Document.iwa", f"a Numbers or Pages file; {SPREADSHEET}"),
)
"""Entries of zip archives that are documents of programs."""


def told(head: bytes) -> str:
    """Return what a file is and what to do, '' when it may be a feed.

    >>> told(b"%PDF-1.7")
    'a PDF; ask for the table itself as CSV'
    """
    return next((what for sign, what in SIGNS if head.startswith(sign)), "")


def told_of_archive(names: list[str]) -> str:
    """Return what a zip archive with these entries is, '' when it is just an archive."""
    for sign, what in OFFICE:
        if any(name == sign or (sign.endswith("/") and name.startswith(sign)) for name in names):
            return what if "[Content_Types].xml" in names or "/" not in sign or sign[0] == "I" else ""
    return ""
