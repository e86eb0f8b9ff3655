import re
import shutil
from pathlib import Path

import msgspec
import pytest

from sync import brand
from sync.hub.page.assets import STATIC, Assets
from sync.hub.page.routes import BRANDS, RESOURCES

DEMO_BRAND = brand.choose(BRANDS, "olmaia")
FASHION_BRAND = brand.choose(BRANDS, "vesperi")

LANGUAGES = ("en", "it", "ja")
ASKED = re.compile(r"""(?:say|count)\('([a-z_.]+)'|data-(?:text|label)="([a-z_.]+)\"""")
QUOTED = re.compile(r"""['"]([a-z]+(?:\.[a-z_]+)?)['"]""")
BUILT = re.compile(r"say\(`([a-z]+)\.\$\{")
ON_THE_SERVER = {"language", "loading", "noscript", "error"}


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(brand.load(DEMO_BRAND), RESOURCES)


def body(assets: Assets, name: str) -> bytes:
    asset = assets.get(name)
    assert asset is not None, name
    return asset.body


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_the_page_asks_for_is_there_and_no_other(assets: Assets, language: str) -> None:
    source = "".join(path.read_text() for path in STATIC.iterdir())
    texts = set(msgspec.json.decode(body(assets, f"{language}.json"), type=dict[str, object]))
    asked = {key for pair in ASKED.findall(source) for key in pair if key}
    assert asked - texts == set()
    quoted = set(QUOTED.findall(source))
    built = tuple(f"{group}." for group in {*BUILT.findall(source), "you", "other"})
    unused = {key for key in texts - quoted - ON_THE_SERVER if not key.startswith(built)}
    assert unused == set()


def test_another_brand_needs_no_code(tmp_path: Path) -> None:
    shutil.copytree(DEMO_BRAND.parent / DEMO_BRAND.stem, tmp_path / DEMO_BRAND.stem)
    text = DEMO_BRAND.read_text().replace('name = "Olmaia"', "name = 'Fish & <b>Chips'")
    text = (
        text.replace("#1F4D3F", "#151414")
        .replace("card = 16", "card = 0")
        .replace('"Manrope"', '"Unheard Of"')
    )
    (tmp_path / "other.toml").write_text(text)
    other = Assets(brand.load(tmp_path / "other.toml"), RESOURCES)
    css = body(other, "brand.css").decode()
    assert "--primary:#151414;" in css
    assert "--card:0px;" in css
    assert '--display:"Unheard Of", ' in css
    assert "Manrope" not in css
    page = other.page("token", "it").decode()
    assert "Fish &amp; &lt;b&gt;Chips" in page
    assert "Olmaia" not in page


def test_the_fashion_house_is_written_in_its_own_letters() -> None:
    assets = Assets(brand.load(FASHION_BRAND), RESOURCES)
    css = body(assets, "brand.css").decode()
    assert "--chip:0px;" in css
    assert "--display-weight:400;" in css
    assert "src:url(NotoSerifDisplay-Regular.woff2)" in css
    assert assets.get("NotoSerifDisplay-Regular.woff2") is not None
    for page in (assets.page("token", "en"), assets.closed("token", "en")):
        assert "<span>VESPERI</span>" in page.decode()
        assert 'class="logo"' not in page.decode()


def test_every_font_and_file_the_page_names_is_served(assets: Assets) -> None:
    page = assets.page("a-token", "en").decode()
    named = re.findall(r'(?:href|src)="a-token/([^"]+)"', page)
    named += re.findall(r"url\(([^)]+)\)", body(assets, "brand.css").decode())
    assert len(named) > 5
    assert [name for name in named if assets.get(name) is None] == []


def test_the_page_keeps_no_link_in_what_it_stores(assets: Assets) -> None:
    key = re.search(r'data-list="([^"]+)"', assets.page("a-secret-token", "en").decode())
    assert key is not None
    assert "secret" not in key[1]
