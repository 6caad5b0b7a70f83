# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a letter: from a file, bytes or text to a `Reading`."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from praktijk.sources.reading.answers import Answer, find_answers
from praktijk.sources.reading.commitments import Promise, find_promises
from praktijk.sources.reading.elsewhere import restated
from praktijk.sources.reading.headings import is_label_line
from praktijk.sources.reading.languages import language_of
from praktijk.sources.reading.letter import Letter, lay_out
from praktijk.sources.reading.model import (
    Commitment,
    LetterText,
    Reading,
    Recommendation,
    Source,
    Unreadable,
)
from praktijk.sources.reading.parts import find_parts
from praktijk.sources.reading.phrases import any_of
from praktijk.sources.reading.plain import lower
from praktijk.sources.reading.recommendations import find_candidates
from praktijk.sources.reading.references import find_references
from praktijk.sources.reading.reported import REPORTED, STRENGTH, Candidate
from praktijk.sources.reading.rules import rules_for

LONGEST = 3_000_000
"""Characters of text that are read at most; a longer text is refused as "too_large"."""


def read_file(path: Path, *, language: str | None = None) -> Reading:
    """Read the letter in a file. Raises Unreadable, and OSError where the file cannot be opened."""
    return read_bytes(path.read_bytes(), filename=path.name, language=language)


def read_bytes(data: bytes, *, filename: str, language: str | None = None) -> Reading:
    """Read the letter in a file's bytes; its name tells the format. Raises Unreadable."""
    from praktijk.sources.reading.documents import load

    letter = load(data, filename=filename)
    return read_text(letter, file=filename, sha256=hashlib.sha256(data).hexdigest(), language=language)


def read_text(
    given: LetterText | str,
    *,
    file: str | None = None,
    sha256: str | None = None,
    language: str | None = None,
) -> Reading:
    """Read a letter's text. `language` is "nl" or "en"; None lets the text tell.

    Raises Unreadable ("empty", "too_large"). A text in which nothing speaks of recommendations or
    of a government gives a reading without proposals, with the warning "no_letter".
    """
    letter_text = LetterText(given) if isinstance(given, str) else given
    if not letter_text.text.strip():
        raise Unreadable("empty", "The document holds no text.")
    if len(letter_text.text) > LONGEST:
        raise Unreadable("too_large", "The document is too long to read.", characters=len(letter_text.text))
    rules = rules_for(language or language_of(lower(letter_text.text)))
    letter = lay_out(letter_text, rules)
    source = Source(
        file=file,
        sha256=sha256 or hashlib.sha256(letter_text.text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=letter_text.title or _title(letter),
        language=rules.language,
        date=letter.date,
    )
    references = find_references(letter_text.text)
    if not _speaks_of_recommendations(letter):
        return Reading(source, letter_text.text, letter.sections, (), (), references, ("no_letter",))
    parts = find_parts(letter)
    candidates = find_candidates(letter, parts)
    repeated = restated(letter, candidates)
    candidates = [one for at, one in enumerate(candidates) if at not in repeated]
    answers = find_answers(letter, parts, candidates)
    reported = [one.span for one in candidates if one.form in REPORTED]
    promises = find_promises(letter, parts, [one.span for one in candidates if one.stands_alone], reported)
    recommendations = tuple(
        _recommendation(letter, number, *pair)
        for number, pair in enumerate(zip(candidates, answers, strict=True), start=1)
    )
    joined = [(promise, _belongs_to(letter, promise, candidates, answers)) for promise in promises]
    joined = [(promise, to) for promise, to in joined if to is not None or not promise.only_in_answer]
    commitments = tuple(
        _commitment(letter, number, promise, to) for number, (promise, to) in enumerate(joined, start=1)
    )
    warnings = () if recommendations else ("no_recommendations",)
    return Reading(
        source, letter_text.text, letter.sections, recommendations, commitments, references, warnings
    )


def _speaks_of_recommendations(letter: Letter) -> bool:
    words, low = letter.words, letter.low
    return (
        any_of(words["letter.speaks_of"], low, 0, len(low)) is not None
        and any_of(words["letter.government"], low, 0, len(low)) is not None
    )


def _title(letter: Letter) -> str | None:
    """The line that says what the letter is about, else its first heading."""
    for subject in letter.rules.lists["headings.subject"]:
        match = re.compile(
            rf"(?m)^[ \t]*{subject}(?![\w-])[ \t:]*\n?[ \t]*(?P<title>\S[^\n]{{4,200}})"
        ).search(letter.low, 0, 5000)
        if match is not None:
            return " ".join(letter.text[match.start("title") : match.end("title")].split())
    for block in letter.blocks[:12]:
        if block.kind == "heading" and not is_label_line(letter.plain[block.start : block.end]):
            return " ".join(letter.text[block.start : block.end].split())
    return None


def _recommendation(letter: Letter, number: int, candidate: Candidate, answer: Answer) -> Recommendation:
    stated = STRENGTH[candidate.form]
    doubts = list(answer.doubts)
    position = answer.position
    if stated < 0.75:
        doubts.append("weak_statement")
    if position is None:
        confidence = min(stated, 0.6)
    else:
        doubts.extend(position.doubts)
        confidence = min(stated, 0.5 * stated + 0.5 * position.confidence)
        if position.doubts:
            confidence = min(confidence, 0.74)
    section = letter.section_at(candidate.span.start)
    return Recommendation(
        id=f"r{number}",
        section=section.title if section else None,
        text=candidate.span.of(letter.text),
        span=candidate.span,
        position=position,
        confidence=round(confidence, 2),
        doubts=tuple(dict.fromkeys(doubts)),
        number=candidate.number,
    )


def _commitment(letter: Letter, number: int, promise: Promise, recommendation: str | None) -> Commitment:
    return Commitment(
        id=f"c{number}",
        text=promise.span.of(letter.text),
        span=promise.span,
        due=promise.due,
        owner=promise.owner,
        recommendation=recommendation,
        confidence=promise.confidence,
        doubts=promise.doubts,
    )


def _belongs_to(
    letter: Letter, promise: Promise, candidates: list[Candidate], answers: list[Answer]
) -> str | None:
    """The recommendation of the same record, or the nearest before whose answer the promise stands in."""
    if promise.record is not None:
        for number, one in enumerate(candidates, start=1):
            if one.record == promise.record:
                return f"r{number}"
    for number in range(len(candidates), 0, -1):
        if answers[number - 1].region.contains(promise.span):
            return f"r{number}"
    return None
