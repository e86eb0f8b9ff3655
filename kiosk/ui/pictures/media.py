"""Product photos: fitted to their frame, corners rounded, kept decoded while there is room.

`image://media/<sha256>/<rendition>/<radius>` with the frame's size in device pixels as `sourceSize`.
"""

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath
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

SOFT = 24
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
    """Decode a picture as large as it is shown in `frame` (JPEG skips work when it is made smaller)."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    own = reader.size()
    if own.isValid() and not frame.isEmpty():
        wanted = placed(own, frame).size()
        if wanted.width() < own.width():
            reader.setScaledSize(wanted)
    return reader.read()


def placed(own: QSize, frame: QSize) -> QRect:
    """Return where a picture of some size stands in a frame: filling it, or whole in its middle.

    A photo of about the frame's shape is cropped to it; any other is shown whole.
    """
    fill = own.scaled(frame, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    fit = own.scaled(frame, Qt.AspectRatioMode.KeepAspectRatio)
    size = fill if 1 - fit.width() / fill.width() <= CROPPED_PART else fit
    return QRect(
        (frame.width() - size.width()) // 2,
        (frame.height() - size.height()) // 2,
        size.width(),
        size.height(),
    )


def framed(image: QImage, frame: QSize, radius: int) -> QImage:
    """Return `image` in its place in `frame`, its own backdrop going on around it, the corners rounded."""
    place = placed(image.size(), frame)
    result = QImage(frame, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(result)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    _draw_out(painter, image, place, frame)
    # In its own size a picture is copied; only one that must grow is worth smoothing.
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, place.size() != image.size())
    painter.drawImage(place, image)
    _round(painter, frame, radius)
    painter.end()
    return result


def _draw_out(painter: QPainter, image: QImage, place: QRect, frame: QSize) -> None:
    """Continue the edges of a photo that does not fill its frame, softened, to the edges of the frame."""
    right, below = place.x() + place.width(), place.y() + place.height()
    if place.width() < frame.width():
        band = QSize(max(1, image.width() // SOFT), image.height())
        for x, width, edge in (
            (0, place.x(), 0),
            (right, frame.width() - right, image.width() - band.width()),
        ):
            strip = image.copy(QRect(QPoint(edge, 0), band))
            strip = _softened(strip, QSize(1, SOFT), QSize(1, frame.height()))
            painter.drawImage(QRect(x, 0, width, frame.height()), strip)
    elif place.height() < frame.height():
        band = QSize(image.width(), max(1, image.height() // SOFT))
        for y, height, edge in (
            (0, place.y(), 0),
            (below, frame.height() - below, image.height() - band.height()),
        ):
            strip = image.copy(QRect(QPoint(0, edge), band))
            strip = _softened(strip, QSize(SOFT, 1), QSize(frame.width(), 1))
            painter.drawImage(QRect(0, y, frame.width(), height), strip)


def _softened(strip: QImage, coarse: QSize, fine: QSize) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    return strip.scaled(coarse, mode=smooth).scaled(fine, mode=smooth)


def _round(painter: QPainter, frame: QSize, radius: int) -> None:
    """Take the corners away."""
    whole = QRectF(0, 0, frame.width(), frame.height())
    corners = QPainterPath()
    corners.addRect(whole)
    corners.addRoundedRect(whole, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillPath(corners, Qt.GlobalColor.black)
