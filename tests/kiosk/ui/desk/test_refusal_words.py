"""Whatever the hub can answer to an operation is said in words, in every language: at the desk, on Health."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.ui.desk.refusal_words import refusal_words
from sync.texts import Texts

ROOT = Path(__file__).parents[4]
TEXTS = ROOT / "resources" / "i18n" / "kiosk"
LANGUAGES = ("en", "it", "ja")
OF_REQUESTS = (
    "bad_request",
    "no_json",
    "cut_off",
    "bad_encoding",
    "unknown_encoding",
    "invalid",
    "too_large",
)
"""What the door of `POST /v1/sync` says of a request that is none; the tablet keeps it as the reason."""


def sources() -> Iterator[ast.Module]:
    for folder in ("sync/protocol", "sync/hub", "sync/client", "kiosk/core"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "feeds" not in path.parts and "conformance" not in path.parts:
                yield ast.parse(path.read_text(encoding="utf-8"))


def codes() -> set[str]:
    """Every code that is raised as a refusal, given as a result's reason, or refuses a whole request."""
    constants: dict[str, str] = {}
    found = set(OF_REQUESTS)
    trees = list(sources())
    for tree in trees:
        for node in ast.walk(tree):
            match node:
                case (
                    ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text)))
                    | ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(text)))
                ) if name.isupper():
                    constants[name] = text
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found |= {each for each in (_text(one, constants) for one in _told(node)) if each}
    return found


def _told(call: ast.Call) -> list[ast.expr]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name in {"Rejected", "_retry"}:
        return call.args[:1] if name == "Rejected" else call.args[1:2]
    if name == "Result":
        return [each.value for each in call.keywords if each.arg == "reason"]
    return []


def _text(expression: ast.expr, constants: dict[str, str]) -> str:
    match expression:
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name):
            return constants.get(name, "")
        case _:
            return ""


def test_the_codes_are_found():
    assert {"taken", "malformed", "fault", "hub_too_old", "no_answer", "store_unavailable"} <= codes()
    assert len(codes()) > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_words(language):
    texts = Texts.load(TEXTS, language)
    assert [code for code in sorted(codes()) if f"refused.{code}" not in texts._texts] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_of_a_newer_hub_is_told_without_knowing_it(language):
    texts = Texts.load(TEXTS, language)
    assert refusal_words(texts, "flood") == texts.get("refused.unknown")


def test_a_request_that_was_refused_as_a_whole_is_told_by_its_code():
    texts = Texts.load(TEXTS, "en")
    assert refusal_words(texts, "422 invalid a number") == texts.get("refused.invalid")
    assert refusal_words(texts, "413") == texts.get("refused.unknown")
