"""Everything of the phone page that is the same for every list, made once when the hub starts.

Styles, scripts, texts, icons, fonts and the brand's logo, under plain names; and the page's own frame.
"""

import gzip
import hashlib
import html
import re
from pathlib import Path
from string import Template
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from sync.brand import Brand, Font, speak
from sync.brand.document import Part
from sync.brand.typefaces import file_of
from sync.hub.page.bundle import bundle
from sync.protocol.stock import StockState
from sync.texts import FALLBACK, Texts

STATIC = Path(__file__).parent / "static"

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
STYLES = ("page.css", "wide.css", "print.css")
"""Served as one file, `page.css`: later ones refine the earlier ones."""

ALONE = ("sign_in.css", "admin.css")
"""Served beside that, for the pages that need one."""

TEXT_WEIGHTS = (400, 600)
SYSTEM_FONTS = '"Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic", system-ui, sans-serif'
"""What stands in for characters that the brand's fonts lack: phones bring their own Japanese."""

INDENT = re.compile(rb"^[ \t]+", re.MULTILINE)
"""What stands before the rules of a style sheet: for who writes them, not for who reads them."""

ICON = re.compile(r"#i-([a-z-]+)")


class Asset(NamedTuple):
    """A file as it is sent: `packed` is gzip, None where that saves nothing."""

    body: bytes
    packed: bytes | None
    media_type: str
    etag: str


class Assets:
    """The page's files by name, and the page itself for one link."""

    def __init__(self, brand: Brand, resources: Path) -> None:
        """Read what the page needs from its own folder, the brand and `resources` (i18n, icons, fonts)."""
        self._brand = brand
        self._texts = {path.stem: self.own("phone", path.parent, path.stem) for path in _texts(resources)}
        self._frame = Template((STATIC / "page.html").read_text(encoding="utf-8"))
        self._closed = Template((STATIC / "closed.html").read_text(encoding="utf-8"))
        self._sprite = _sprite(self._frame.template, resources / "icons")
        fonts = _fonts(brand, resources / "fonts" / "web")
        modules = {path.stem: path.read_text(encoding="utf-8") for path in STATIC.glob("*.js")}
        self._files = {"page.js": _asset("page.js", bundle(modules, "page").encode())}
        for name in ALONE:
            self._files[name] = _asset(name, INDENT.sub(b"", (STATIC / name).read_bytes()))
        styles = b"".join((STATIC / name).read_bytes() for name in STYLES)
        self._files["page.css"] = _asset("page.css", INDENT.sub(b"", styles))
        for path in (*fonts.values(), brand.logo):
            name = "logo.svg" if path == brand.logo else path.name
            self._files[name] = _asset(name, path.read_bytes())
        for language in self._texts:
            self._files[f"{language}.json"] = _asset(f"{language}.json", self._words(language))
        self._files["brand.css"] = _asset("brand.css", _brand_css(brand, fonts).encode())

    def get(self, name: str) -> Asset | None:
        """Return a file of the page by its name."""
        return self._files.get(name)

    def language(self, *wanted: str) -> str:
        """Return the first of the wanted languages that the page speaks, else English."""
        return next((tag for tag in wanted if tag in self._texts), FALLBACK)

    def page(self, token: str, language: str) -> bytes:
        """Return the page for one link; what is on the list comes later, as data.

        `data-list` tells lists apart in the phone's own storage, without keeping the link there.
        """
        texts = self._texts[language]
        frame = Template(self._frame.safe_substitute(sprite=self._sprite))
        key = hashlib.sha256(token.encode()).hexdigest()[:16]
        return frame.substitute(
            self.common(token, language),
            key=html.escape(key),
            loading=html.escape(texts.get("loading")),
            error=html.escape(texts.get("error")),
            noscript=html.escape(texts.get("noscript")),
            languages=self._language_buttons(),
        ).encode()

    def own(self, part: Part, folder: Path, language: str) -> Texts:
        """Return the texts of a part in a folder, in the brand's words.

        Raises:
            BrandError: One of the brand's own words does not stand for a text of that part.
        """
        return speak(self._brand, part, Texts.load(folder, language))

    def closed(self, token: str, language: str) -> bytes:
        """Return the page of a link that opens nothing."""
        texts = self._texts[language]
        return self._closed.substitute(
            self.common(token, language),
            title=html.escape(texts.get("closed.title")),
            text=html.escape(texts.get("closed.text")),
            thanks=html.escape(self._brand.words(language).thanks),
        ).encode()

    def _words(self, language: str) -> bytes:
        """Return every text of a language, the brand's own ones among them."""
        tone = self._brand.words(language)
        own = {"closed.thanks": tone.thanks, "list.empty": tone.empty_list}
        return msgspec.json.encode({**self._texts[language].all(), **own})

    def common(self, token: str, language: str) -> dict[str, str]:
        """Return what every page in the brand's frame has; its files are asked for below `token`."""
        return {
            "base": quote(token, safe=""),
            "brand": html.escape(self._brand.name),
            "signature": html.escape(self._brand.signature),
            "sign": '<span class="logo"></span>' if self._brand.wordmark.sign else "",
            "colour": self._brand.colours.page,
            "language": language,
        }

    def _language_buttons(self) -> str:
        names = {tag: html.escape(texts.get("language")) for tag, texts in self._texts.items()}
        return "".join(
            f'<button type="button" lang="{tag}" aria-pressed="false">{name}</button>'
            for tag, name in names.items()
        )


def _texts(resources: Path) -> list[Path]:
    return sorted((resources / "i18n" / "phone").glob("*.toml"))


def _asset(name: str, body: bytes) -> Asset:
    packed = None if name.endswith(".woff2") else gzip.compress(body, mtime=0)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return Asset(body, packed, MEDIA_TYPES[Path(name).suffix], etag)


def _sprite(frame: str, folder: Path) -> str:
    """Return the icons that the page shows, as symbols in its own markup."""
    names = dict.fromkeys([*ICON.findall(frame), *(f"stock-{state}" for state in StockState)])
    return f'<svg class="sprite" aria-hidden="true">{"".join(_symbol(folder, name) for name in names)}</svg>'


def _symbol(folder: Path, name: str) -> str:
    drawing = (folder / f"{name}.svg").read_text(encoding="utf-8").strip()
    head, _, rest = drawing.partition(">")
    head = re.sub(r' (xmlns|width|height)="[^"]*"', "", head).replace("<svg", f'<symbol id="i-{name}"')
    symbol = f"{head}>{rest.removesuffix('</svg>')}</symbol>"
    return re.sub(r"\n\s*", "", symbol.replace("#000000", "currentColor"))


def _fonts(brand: Brand, folder: Path) -> dict[tuple[str, int], Path]:
    """Return the font files that the brand asks for, by family and weight; a missing one is the system's."""
    display, text = brand.fonts.display, brand.fonts.text
    wanted = [(display.family, display.weight), *((text.family, weight) for weight in TEXT_WEIGHTS)]
    paths = {face: file_of(folder, *face, (".woff2",)) for face in wanted}
    return {face: path for face, path in paths.items() if path}


def _brand_css(brand: Brand, fonts: dict[tuple[str, int], Path]) -> str:
    """Return the brand as custom properties and font faces."""
    faces = "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;'
        f'src:url({path.name}) format("woff2")}}\n'
        for (family, weight), path in fonts.items()
    )
    properties = {
        **msgspec.structs.asdict(brand.colours),
        **{name: f"{pixels}px" for name, pixels in msgspec.structs.asdict(brand.radius).items()},
        "logo": "url(logo.svg)",
        "display": _stack(brand.fonts.display),
        "text": _stack(brand.fonts.text),
        "display-weight": str(brand.fonts.display.weight),
        "tracking": f"{brand.fonts.display.tracking}em",
        "name-weight": str(brand.wordmark.weight),
        "name-tracking": f"{brand.wordmark.tracking}em",
    }
    rules = "".join(f"--{name}:{value};" for name, value in properties.items())
    japanese = f"--tracking:0;--display-weight:{brand.fonts.japanese.weight}"
    return f"{faces}:root{{{rules}}}\n:root:lang(ja){{{japanese}}}\n"


def _stack(font: Font) -> str:
    return f'"{font.family}", {SYSTEM_FONTS}'
