import pytest

from sync.hub.page.assets import STATIC
from sync.hub.page.bundle import bundle

PAGE = """// Begins.
import { who } from './people.js';
import * as words from './words.js';

who(words.say());
"""
PEOPLE = """import { say } from './words.js';

/** A name.
 * @returns text
 */
export function who(name) {
  return say(name); // stays
}
const hidden = 1;
"""
WORDS = "export const say = (text) => text;\nexport async function use() {}\nexport class Tongue {}\n"
MODULES = {"page": PAGE, "people": PEOPLE, "words": WORDS}

ONE = """const $words = (() => {
const say = (text) => text;
async function use() {}
class Tongue {}
return { say, use, Tongue };
})();
const $people = (() => {
const { say } = $words;

function who(name) {
  return say(name); // stays
}
const hidden = 1;
return { who };
})();
(() => {
const { who } = $people;
const words = $words;

who(words.say());
})();
"""


def test_modules_become_one_script_each_after_those_it_imports() -> None:
    assert bundle(MODULES, "page") == ONE


def test_modules_that_import_each_other_in_a_ring_are_refused() -> None:
    ring = {**MODULES, "words": f"import {{ who }} from './people.js';\n{WORDS}"}
    with pytest.raises(ValueError, match="page imports people imports words imports people"):
        bundle(ring, "page")


@pytest.mark.parametrize("line", ["export default 1;", "import who from './people.js';", "export { say };"])
def test_what_is_not_understood_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"page\.js"):
        bundle({**MODULES, "page": f"{line}\n{PAGE}"}, "page")


def test_the_page_ships_every_module_it_has_and_none_of_their_comments() -> None:
    modules = {path.stem: path.read_text() for path in STATIC.glob("*.js")}
    served = bundle(modules, "page")
    assert [name for name in modules if name != "page" and f"const ${name} = " not in served] == []
    assert [line for line in served.splitlines() if line.lstrip().startswith(("//", "/**", "import "))] == []
