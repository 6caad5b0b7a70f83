# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documentation names only what is there, and says it in both languages."""

import re
import subprocess
from pathlib import Path

import click
import pytest

from praktijk.cli import praktijk

ROOT = Path(__file__).resolve().parents[2]
USERS = ROOT / "docs" / "users"
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^```sh\n(.*?)^```$|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
_PRAKTIJK = re.compile(r"(?:^|\s|/)praktijk((?: +[^\s`|#]+)+)")
_MAKE = re.compile(r"(?:^|\s)make ([a-z-]+)")


def _pages() -> list[Path]:
    """Every page that goes with the code, those that are not added yet too."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    named = listed.stdout.splitlines() if not listed.returncode else []
    found = [ROOT / name for name in named] or [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    return sorted(page for page in found if page.exists())


PAGES = _pages()


def _code(page: Path) -> list[str]:
    """Lines of shell and words in backticks: where commands are given."""
    text = page.read_text("utf-8")
    return [line for found in _CODE.finditer(text) for line in (found[1] or found[2]).splitlines()]


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", PAGES, ids=lambda document: str(document.relative_to(ROOT)))
def test_every_link_and_picture_is_there(document: Path) -> None:
    missing = []
    for target in _LINK.findall(_FENCE.sub("", document.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (document.parent / name) if name else document
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in _anchors(there)):
            missing.append(target)
    assert not missing


@pytest.mark.parametrize("document", PAGES, ids=lambda document: str(document.relative_to(ROOT)))
def test_every_command_of_praktijk_is_there(document: Path) -> None:
    wrong = [line for line in _code(document) for found in _PRAKTIJK.findall(line) if _fault(found.split())]
    assert not wrong


def _fault(words: list[str]) -> bool:
    """Whether these words after `praktijk` name a command or an option that is not there."""
    command: click.Command = praktijk
    context = click.Context(praktijk)
    for word in words:
        if word.startswith("-"):
            known = [name for option in command.get_params(context) for name in option.opts]
            if word.partition("=")[0] not in known:
                return True
        elif isinstance(command, click.Group):
            inner = command.get_command(context, word)
            if inner is None:
                return True
            command = inner
    return False


@pytest.mark.parametrize("document", PAGES, ids=lambda document: str(document.relative_to(ROOT)))
def test_every_target_of_make_is_there(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert not {named for line in _code(document) for named in _MAKE.findall(line)} - targets


def test_a_wrong_command_is_seen() -> None:
    assert _fault(["reed", "letter.txt"])
    assert _fault(["read", "--yaml", "letter.txt"])
    assert _fault(["report", "wrapup"])
    assert not _fault(["report", "followup", "--format", "odt", "-o", "followup.odt"])


def test_both_languages_have_the_same_pages_and_pictures() -> None:
    assert {page.name for page in (USERS / "nl").glob("*.md")} == {
        page.name for page in (USERS / "en").glob("*.md")
    }
    dutch, english = (
        {picture.name: picture for picture in (USERS / "pictures" / language).glob("*.png")}
        for language in ("nl", "en")
    )
    assert set(dutch) == set(english)


def test_every_picture_is_small_and_is_used() -> None:
    pictures = list((USERS / "pictures").rglob("*.png"))
    assert pictures
    assert not [picture.name for picture in pictures if picture.stat().st_size > 150_000]
    assert sum(picture.stat().st_size for picture in pictures) < 3_500_000
    shown = {
        (page.parent / target).resolve()
        for page in PAGES
        for target in _LINK.findall(page.read_text("utf-8"))
        if target.endswith(".png")
    }
    assert not [str(picture) for picture in pictures if picture.resolve() not in shown]
