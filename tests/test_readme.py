"""What the documents say must be so, and no file may speak of the machine it was written on."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    ROOT / name
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "sync/README.md",
        "sync/hub/README.md",
        "tests/sim/README.md",
    )
]
DECISIONS = sorted(ROOT.glob("*/**/decisions/*.md"))
TEXTS = {".css", ".html", ".js", ".json", ".lock", ".md", ".py", ".qml", ".svg", ".toml", ".ts", ".txt", ""}

# Spelled in pieces, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:ro" + r"ot|wor" + r"k|ho" + r"me|Us" + r"ers)/\w")
REGISTRY = re.compile(r"pypi\.o" + r"rg|pythonhosted\.o" + r"rg|npmjs\.o" + r"rg|deb\.debian\.o" + r"rg")


def tracked_texts() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in names if path.suffix in TEXTS and path.is_file()]


def named_in_documents(pattern: str) -> list[str]:
    text = "\n".join(path.read_text() for path in DOCUMENTS)
    return sorted(set(re.findall(pattern, text)))


@pytest.mark.parametrize("target", named_in_documents(r"(?:\n {4}|`)make ([a-z]+(?:-[a-z]+)*)\b"))
def test_every_make_target_a_document_names_exists(target: str):
    finished = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, check=False)
    assert finished.returncode == 0


@pytest.mark.parametrize("command", named_in_documents(r"\.venv/bin/(vetrina(?:-hub)? [a-z]+(?:-[a-z]+)*)"))
def test_every_command_a_document_names_exists(command: str):
    program, *arguments = command.split()
    finished = subprocess.run(
        [Path(sys.executable).with_name(program), *arguments, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, *DECISIONS], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_every_link_within_the_project_leads_somewhere(document: Path):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text())
    assert not [link for link in links if not (document.parent / link).exists()]


def test_every_folder_of_the_map_exists():
    rows = re.findall(r"^\| `([a-z_./]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert rows
    assert not [row for row in rows if not (ROOT / row).exists()]


def test_no_file_names_a_path_of_somebodys_machine_or_a_registry():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in tracked_texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if MACHINE_PATH.search(line) or REGISTRY.search(line)
    ]
    assert not found, "\n".join(found)
