import sys

from PySide6.QtCore import QObject


def test_void_calls_keep_every_reference_to_none():
    # PySide6 6.12.0 lost one on every void call under Python < 3.12; after some thousands it aborted.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("shelf")
    assert abs(sys.getrefcount(None) - before) < 500
