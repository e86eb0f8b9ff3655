"""Access mode of the photos: each as large as the upper half has room, and from close by part for part."""

from kiosk.ui.access.page import Ground, Page
from kiosk.ui.access.script import READ_ON, Action, Near, Script, lines

MOST = 4
"""How many times closer a photo can be looked at."""


class PhotosQuestion(Page):
    """One photo at a time."""

    name = "photos"

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self._near = Near()

    def enter(self) -> None:
        """Begin with the whole photo."""
        self._near = Near()

    def script(self) -> Script:
        """Return what is shown and said now."""
        gallery, near = self._pages.product.gallery, self._near
        part = self._say("access.part", near.part + 1, near.parts) if near.times > 1 else ""
        return Script(
            key=(self.name, gallery.photo, near),
            title=gallery.photoAlt or self._pages.product.name,
            lines=lines(part, self._say("product.photo", gallery.photo + 1, len(gallery.photos))),
            cells=(
                self._onward,
                self._to("plus", "closer", near.times + 1) if near.times < MOST else None,
                READ_ON,
                self._to("minus", "farther", near.times - 1) if near.times > 1 else None,
                self._do("chevron-left", "back", gallery.close),
                self._help,
            ),
            primary=self._do("plus", "add", self._pages.product.add),
            picture=gallery.photoFull or f"{gallery.photoUrl}/0",
            near=near,
            back=gallery.close,
        )

    @property
    def _onward(self) -> Action | None:
        """The next part of what is close, else the next photo."""
        gallery, near = self._pages.product.gallery, self._near
        if near.times > 1:
            return self._do("chevron-right", "next_part", self._here(self._go_on))
        if len(gallery.photos) > 1:
            return self._do("chevron-right", "next", lambda: gallery.step(1))
        return None

    def _to(self, symbol: str, key: str, times: int) -> Action:
        def go() -> None:
            self._near = Near(times)

        return self._do(symbol, key, self._here(go))

    def _go_on(self) -> None:
        self._near = Near(self._near.times, (self._near.part + 1) % self._near.parts)
