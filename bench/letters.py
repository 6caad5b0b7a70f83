# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a letter as long as a real one, made of the letters that the tests are done with."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measuring import Row, beside
from praktijk.sources import reading

_LETTERS = Path(__file__).resolve().parent.parent / "tests" / "letters" / "dev"
_CHARACTERS = 38_000  # as the annex that this system is drawn from
_WORDS = re.compile(r"\w+|[^\w\s]")


def rows(folder: Path) -> Iterator[Row]:
    """The reader in this process, and the whole command beside a Python that only reads the file."""
    text = _long_letter()
    letter = folder / "letter.txt"
    letter.write_text(text, "utf-8")
    size = f"{len(text):,} characters"

    yield beside(
        f"reading a letter of {size}",
        lambda: reading.read_text(text),
        "one regular expression that finds its words",
        lambda: _WORDS.findall(text),
    )
    yield beside(
        f"loading and reading the file of {size}",
        lambda: reading.read_file(letter),
        "reading the text that is loaded already",
        lambda: reading.read_text(text),
    )
    yield beside(
        "the whole command: praktijk read FILE --json",
        lambda: _run("from praktijk.cli import main; main()", "read", str(letter), "--json"),
        "a Python that loads the file and ends",
        lambda: _run(f"open({str(letter)!r}, encoding='utf-8').read()"),
    )


def _long_letter() -> str:
    """The Dutch letters of the tests one after the other, until they are as long as a real one."""
    texts = [path.read_text("utf-8") for path in sorted(_LETTERS.glob("*.txt")) if "uk-" not in path.name]
    joined = "\n\n".join(texts)
    return (joined + "\n\n" + joined)[:_CHARACTERS] if len(joined) < _CHARACTERS else joined[:_CHARACTERS]


def _run(code: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, stdout=subprocess.DEVNULL)
