# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file is read in a process of its own, and whatever that comes to, the caller goes on."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from praktijk.sources.reading import isolation
from praktijk.sources.reading.documents import load
from praktijk.sources.reading.isolation import load_isolated
from praktijk.sources.reading.model import Block, LetterText, Unreadable
from praktijk.sources.reading.plain_values import NotAsAgreed, from_plain, to_plain
from tests.reading.documents_made import PAGE, rezipped, word_letter

PROCESSES = Path("/proc")


def children() -> set[str]:
    listed = PROCESSES / "self" / "task" / str(os.getpid()) / "children"
    return set(listed.read_text().split()) if listed.exists() else set()


@pytest.fixture(autouse=True)
def _no_child_is_left() -> Iterator[None]:
    before = children()
    yield
    assert children() <= before


def refused(source: bytes | Path, **limits: float) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        load_isolated(source, filename="brief.docx", **limits)  # type: ignore[arg-type]
    return caught.value


def test_a_child_reads_what_the_parent_would() -> None:
    data = word_letter()
    assert load_isolated(data, filename="brief.docx") == load(data, filename="brief.docx")


def test_a_path_is_read_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    path.write_text(PAGE)
    assert load_isolated(path) == load(PAGE.encode(), filename="brief.html")


def test_a_refusal_comes_across_with_its_details() -> None:
    error = refused(rb"{\rtf1 brief}")
    assert (error.code, error.details) == ("unknown_format", {"format": "rtf"})
    assert str(error) == "This kind of file (rtf) cannot be read as a letter."


def test_a_file_that_takes_too_long_is_given_up() -> None:
    before = time.perf_counter()
    assert refused(b"tekst", seconds=0.01).code == "too_slow"
    assert time.perf_counter() - before < 2


def test_no_more_files_are_read_at_once_than_there_are_places() -> None:
    for _ in range(isolation.AT_ONCE):
        assert isolation._PLACES.acquire(timeout=1)
    try:
        assert refused(b"tekst", seconds=0.05).code == "at_work"
    finally:
        for _ in range(isolation.AT_ONCE):
            isolation._PLACES.release()
    assert load_isolated(PAGE.encode(), filename="brief.html") == load(PAGE.encode(), filename="brief.html")


def test_a_file_that_is_refused_leaves_its_place() -> None:
    for _ in range(isolation.AT_ONCE + 1):
        assert refused(rb"{\rtf1 brief}").code == "unknown_format"


def test_a_file_that_takes_too_much_memory_is_given_up() -> None:
    paragraphs = "".join(f"<p><r><t>Alinea {n}</t></r></p>" for n in range(400_000))
    part = f"<document><body>{paragraphs}</body></document>".encode()
    heavy = rezipped(word_letter(), {"word/document.xml": part})
    assert refused(heavy, memory_bytes=90_000_000).code == "too_heavy"


def test_a_child_gets_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}
    start = isolation.subprocess.Popen

    def watched(*args: object, env: dict[str, str], **rest: object) -> object:
        seen.update(env)
        return start(*args, env=env, **rest)  # type: ignore[call-overload]

    monkeypatch.setenv("DATABASE_URL", "postgres://geheim")
    monkeypatch.setattr(isolation.subprocess, "Popen", watched)
    load_isolated(b"Beste Kamer", filename="brief.txt")
    assert set(seen) == {"PYTHONPATH", "LANG"}


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"geen json",
        b"[]",
        b"[" * 100_000,
        b'{"done": null}',
        b'{"done": {"text": "abc", "title": null}}',
        b'{"done": {"text": "abc", "title": 5, "structure": []}}',
        b'{"done": {"text": "abc", "title": null, "structure": [{"kind": "heading", "start": 2, "end": 9, '
        b'"level": 1, "row": null, "column": null, "table": null}]}}',
        b'{"done": {"text": "abc", "title": null, "structure": [{"kind": "kop", "start": 0, "end": 1, '
        b'"level": 1, "row": null, "column": null, "table": null}]}}',
        b'{"refused": {"code": 5, "message": "x", "details": {}}}',
    ],
)
def test_an_answer_that_is_not_as_agreed_is_not_believed(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ran(_question: object, out: object, _seconds: float) -> int:
        out.write(answer)  # type: ignore[attr-defined]
        return 0

    monkeypatch.setattr(isolation, "_run", ran)
    assert refused(b"tekst").code == "broken_file"


@pytest.mark.parametrize(
    "code,reason", [(-24, "too_slow"), (-9, "too_heavy"), (-11, "broken_file"), (1, "broken_file")]
)
def test_a_child_that_breaks_off_is_a_refusal(
    code: int, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "_run", lambda *_: code)
    assert refused(b"tekst").code == reason


def test_plain_values_come_back_the_same() -> None:
    letter = LetterText("abc", None, (Block("heading", 0, 3, level=1),))
    plain = to_plain(letter)
    assert plain == {**asdict(letter), "structure": [asdict(letter.structure[0])]}
    assert from_plain(LetterText, plain) == letter
    with pytest.raises(NotAsAgreed):
        from_plain(LetterText, {**plain, "more": 1})
