"""Product photos: fitted to their frame, corners rounded, kept decoded while there is room.

`image://media/<sha256>/<rendition>/<radius>` with the frame's size in device pixels as `sourceSize`; with
`/crop` behind it the photo fills its frame whatever that cuts off (thumbnails). A drawing to scale is
`image://media/<sha256>/<rendition>/drawn`.

Only to be asked for at once (`asynchronous: false`): Qt's loading thread calls a provider with its own lock
held, and a provider in Python then waits for the interpreter, which the thread that paints may hold while it
waits for that lock. What may come later goes by the file's own address, which Qt loads without Python.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath
from PySide6.QtQuick import QQuickImageProvider

from sync.client.pictures.media import MediaCache

NAME = "media"

FIRST = "400"
"""The rendition that is small enough to be painted at once."""
FULL = "full"
"""The rendition that is swapped in when it is loaded."""
SMALL = "240"
"""The rendition for thumbnails and lines."""

DRAWN = "drawn"
"""How a drawing to scale is asked for."""

DRAWING = -1
"""Stands for the corners of what has none, among the decoded pictures that are kept."""

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
    most: float


class MediaPictures(QQuickImageProvider):
    """Serves photos to the pages."""

    def __init__(self, media: MediaCache, want: Want, cache_bytes: int = CACHE_BYTES) -> None:
        """Serve what `media` holds; what it does not hold yet is asked for with `want(sha256, rendition)`."""
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._media = media
        self._want = want
        self._cache_bytes = cache_bytes
        self._used = 0
        self._cache: OrderedDict[_Key, QImage] = OrderedDict()
        self._latest: _Key | None = None
        """How a page asked for a photo the last time."""
        self._turn = 0
        """Another number after each wipe: what was begun before it is not kept."""
        self._lock = threading.Lock()

    def url(self, media: str) -> str:
        """Return what a page asks for to show a photo at once; '' when it has not arrived."""
        return self._url(media, FIRST)

    def full_url(self, media: str) -> str:
        """Return the file of a photo in full, to be loaded in the background; '' when it has not arrived."""
        return self._file_url(media, FULL)

    def drawing_url(self, media: str) -> str:
        """Return what a page asks for to show a drawing to scale at once; '' likewise.

        There is one for all colours of a product, so it is in none of them.
        """
        url = self._url(media, FIRST)
        return f"{url}/{DRAWN}" if url else ""

    def small_url(self, media: str) -> str:
        """Return what a page asks for to show a photo as a thumbnail; '' when it has not arrived."""
        return self._url(media, SMALL)

    def clear(self) -> None:
        """Forget every decoded picture (part of the wipe)."""
        with self._lock:
            self._cache.clear()
            self._used = 0
            self._latest = None
            self._turn += 1

    def prepare(self, url: str) -> None:
        """Decode what `url` gave for a photo, in the frame that was asked for last. Any thread.

        A page that goes on in the same way finds it decoded.
        """
        latest, turn = self._latest, self._turn
        if not url or latest is None:
            return
        media, rendition = url.split("/")[-2:]
        key = latest._replace(media=media, rendition=rendition)
        if self._kept(key) is None:
            self._keep(key, self._make(key), turn)

    def requestImage(self, id: str, size: QSize, requested_size: QSize) -> QImage:  # noqa: A002 - Qt's names
        """Return a photo for a frame of `requested_size` (its own size when that is empty)."""
        media, rendition, radius, *crop = id.split("/")
        frame = requested_size.width(), requested_size.height()
        drawn = radius == DRAWN
        corner = DRAWING if drawn else round(float(radius))
        key = _Key(media, rendition, corner, *frame, most=1.0 if crop else CROPPED_PART)
        if not drawn:
            self._latest = key
        image = self._kept(key)
        if image is None:
            image = colourless(self._make(key)) if drawn else self._make(key)
            self._keep(key, image, self._turn)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image

    def _url(self, media: str, rendition: str) -> str:
        return f"image://{NAME}/{media}/{rendition}" if self._path(media, rendition) else ""

    def _file_url(self, media: str, rendition: str) -> str:
        path = self._path(media, rendition)
        return QUrl.fromLocalFile(str(path)).toString() if path else ""

    def _path(self, media: str, rendition: str) -> Path | None:
        """Return where a rendition is; one that is not here is asked for."""
        path = self._media.path(media, rendition) if media else None
        if media and path is None:
            self._want(media, rendition)
        return path

    def _make(self, key: _Key) -> QImage:
        path = self._media.path(key.media, key.rendition)
        if path is None:
            return QImage()
        frame = QSize(key.width, key.height)
        image = read(path, frame, key.most)
        if image.isNull():
            # Torn: it is fetched again, and the page shows its placeholder until then.
            self._media.discard(path)
            self._want(key.media, key.rendition)
        if image.isNull() or frame.isEmpty() or image.hasAlphaChannel():
            return image
        return framed(image, frame, key.radius, key.most)

    def _kept(self, key: _Key) -> QImage | None:
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
            return self._cache.get(key)

    def _keep(self, key: _Key, image: QImage, turn: int) -> None:
        """Keep a decoded picture, unless a wipe has come since its `turn`."""
        if image.isNull():
            # Not here yet, or half written: it is looked for again when it is asked for again.
            return
        with self._lock:
            if turn != self._turn or key in self._cache:
                return
            self._cache[key] = image
            self._used += image.sizeInBytes()
            while self._used > self._cache_bytes and len(self._cache) > 1:
                _, oldest = self._cache.popitem(last=False)
                self._used -= oldest.sizeInBytes()


def read(path: Path, frame: QSize, most: float = CROPPED_PART) -> QImage:
    """Decode a picture as large as it is shown in `frame` (JPEG skips work when it is made smaller)."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    own = reader.size()
    if own.isValid() and not frame.isEmpty():
        wanted = placed(own, frame, most).size()
        if wanted.width() < own.width():
            reader.setScaledSize(wanted)
    return reader.read()


def colourless(image: QImage) -> QImage:
    """Return a picture in greys, as transparent as it was."""
    if image.isNull():
        return image
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    result = grey.convertToFormat(QImage.Format.Format_ARGB32)
    if image.hasAlphaChannel():
        result.setAlphaChannel(image.convertToFormat(QImage.Format.Format_Alpha8))
    return result.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def placed(own: QSize, frame: QSize, most: float = CROPPED_PART) -> QRect:
    """Return where a picture of some size stands in a frame: filling it, or whole in its middle.

    A photo is cropped to the frame as long as no more than the part `most` is lost; any other is shown whole.
    """
    fill = own.scaled(frame, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    fit = own.scaled(frame, Qt.AspectRatioMode.KeepAspectRatio)
    size = fill if 1 - fit.width() / fill.width() <= most else fit
    return QRect(
        (frame.width() - size.width()) // 2,
        (frame.height() - size.height()) // 2,
        size.width(),
        size.height(),
    )


def framed(image: QImage, frame: QSize, radius: int, most: float = CROPPED_PART) -> QImage:
    """Return `image` in its place in `frame`, its own backdrop going on around it, the corners rounded."""
    place = placed(image.size(), frame, most)
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
