"""Product photos: fitted to their frame, corners rounded, kept decoded while there is room.

`image://media/<sha256>/<rendition>/<radius>` with the frame's size in device pixels as `sourceSize`.
"""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QImageReader, QPainter
from PySide6.QtQuick import QQuickImageProvider

from sync.client.media import MediaCache

NAME = "media"

FIRST = "400"
"""The rendition that is small enough to be painted at once."""
FULL = "full"
"""The rendition that is swapped in when it is loaded."""
SMALL = "240"
"""The rendition for thumbnails and lines."""

CROPPED_PART = 0.18
"""How much of a photo may be cut off to fill the frame; beyond that it is shown whole on its own backdrop."""

SOFT = QSize(24, 24)
"""A photo this small has its backdrop's shades and none of its grain, which would show as stripes."""

CACHE_BYTES = 48 * 1024 * 1024
"""Decoded pictures kept: about forty pages' worth."""

Want = Callable[[str, str], None]


class _Key(NamedTuple):
    media: str
    rendition: str
    radius: int
    width: int
    height: int


class MediaPictures(QQuickImageProvider):
    """Serves photos to the pages. May be asked from several threads at once."""

    def __init__(self, media: MediaCache, want: Want, cache_bytes: int = CACHE_BYTES) -> None:
        """Serve what `media` holds; what it does not hold yet is asked for with `want(sha256, rendition)`."""
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._media = media
        self._want = want
        self._cache_bytes = cache_bytes
        self._used = 0
        self._cache: OrderedDict[_Key, QImage] = OrderedDict()
        self._lock = Lock()

    def url(self, media: str) -> str:
        """Return what a page asks for to show a photo at once; '' when it has not arrived."""
        return self._url(media, FIRST)

    def full_url(self, media: str) -> str:
        """Return what a page asks for to show a photo in full; '' when it has not arrived."""
        return self._url(media, FULL)

    def small_url(self, media: str) -> str:
        """Return what a page asks for to show a photo as a thumbnail; '' when it has not arrived."""
        return self._url(media, SMALL)

    def clear(self) -> None:
        """Forget every decoded picture (part of the wipe)."""
        with self._lock:
            self._cache.clear()
            self._used = 0

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: A002 - Qt's names
        """Return a photo for a frame of `requested_size` (its own size when that is empty)."""
        media, rendition, radius = id.split("/")
        key = _Key(media, rendition, round(float(radius)), requested_size.width(), requested_size.height())
        image = self._kept(key)
        if image is None:
            image = self._make(key)
            self._keep(key, image)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image

    def _url(self, media: str, rendition: str) -> str:
        if not media:
            return ""
        if self._media.path(media, rendition) is None:
            self._want(media, rendition)
            return ""
        return f"image://{NAME}/{media}/{rendition}"

    def _make(self, key: _Key) -> QImage:
        path = self._media.path(key.media, key.rendition)
        if path is None:
            return QImage()
        frame = QSize(key.width, key.height)
        image = read(path, frame)
        if image.isNull() or frame.isEmpty() or image.hasAlphaChannel():
            return image
        return framed(image, frame, key.radius)

    def _kept(self, key: _Key) -> QImage | None:
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
            return self._cache.get(key)

    def _keep(self, key: _Key, image: QImage) -> None:
        with self._lock:
            self._cache[key] = image
            self._used += image.sizeInBytes()
            while self._used > self._cache_bytes and len(self._cache) > 1:
                _, oldest = self._cache.popitem(last=False)
                self._used -= oldest.sizeInBytes()


def read(path: Path, frame: QSize) -> QImage:
    """Decode a picture, no larger than it takes to fill `frame` (JPEG skips work when it is made smaller)."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    own = reader.size()
    if own.isValid() and not frame.isEmpty():
        wanted = own.scaled(frame, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        if wanted.width() < own.width():
            reader.setScaledSize(wanted)
    return reader.read()


def framed(image: QImage, frame: QSize, radius: int) -> QImage:
    """Return `image` filling `frame`, its corners rounded.

    A photo of about the frame's shape is cropped to it; any other is shown whole, and its own backdrop goes
    on around it.
    """
    painter = QPainter()
    result = QImage(frame, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter.begin(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(filled(image, frame)))
    painter.drawRoundedRect(QRectF(0, 0, frame.width(), frame.height()), radius, radius)
    painter.end()
    return result


def filled(image: QImage, frame: QSize) -> QImage:
    """Return `image` filling `frame`: cropped, or whole with its outermost pixels drawn out to the edges."""
    whole = QRectF(0, 0, frame.width(), frame.height())
    fill = max(frame.width() / image.width(), frame.height() / image.height())
    fit = min(frame.width() / image.width(), frame.height() / image.height())
    scale = fill if 1 - fit / fill <= CROPPED_PART else fit
    shown = QRectF(0, 0, image.width() * scale, image.height() * scale)
    shown.moveCenter(whole.center())
    result = QImage(frame, QImage.Format.Format_RGB32)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if scale == fit:
        _draw_out(painter, image, shown, whole)
    painter.drawImage(shown, image)
    painter.end()
    return result


def _draw_out(painter: QPainter, image: QImage, shown: QRectF, whole: QRectF) -> None:
    """Continue the first and the last column (or row) of a photo, softened, to the edges of its frame."""
    image = image.scaled(SOFT, mode=Qt.TransformationMode.SmoothTransformation)
    width, height = image.width(), image.height()
    if shown.width() < whole.width():
        columns = ((0, 0.0, shown.left()), (width - 1, shown.right(), whole.right() - shown.right()))
        for column, left, band in columns:
            painter.drawImage(QRectF(left, 0, band, whole.height()), image, QRectF(column, 0, 1, height))
        return
    rows = ((0, 0.0, shown.top()), (height - 1, shown.bottom(), whole.bottom() - shown.bottom()))
    for row, top, band in rows:
        painter.drawImage(QRectF(0, top, whole.width(), band), image, QRectF(0, row, width, 1))
