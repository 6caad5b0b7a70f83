# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which position the words of an answer show together, when they show more than one."""

from __future__ import annotations

from dataclasses import dataclass

from praktijk.sources.reading.implied import implied_position
from praktijk.sources.reading.letter import Letter
from praktijk.sources.reading.model import Position, PositionFound, Span
from praktijk.sources.reading.plain import trimmed

CLEAR = 0.58
_WEAK = 0.74
_SHORT = 8
_FIRM = frozenset({"reject", "interpret", "examine", "already", "partly", "pause"})


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that show a position; `score` 0-1 counts their strength, their object and how near they are."""

    value: Position
    kind: str
    score: float
    span: Span
    sentence: Span
    named: bool
    distance: int
    strength: float


def decide(letter: Letter, hits: list[Hit], enough: float) -> PositionFound | None:
    """The position that the words found show together, or None when none is `enough`, 0-1."""
    restrictions = [hit for hit in hits if hit.kind == "contrast"]
    hits = [hit for hit in hits if hit.kind != "contrast"]
    best = max(hits, key=lambda hit: hit.score, default=None)
    if best is None or best.score < enough:
        return None
    doubts: list[str] = []
    clear = [hit for hit in hits if hit.score >= CLEAR and hit is not best]
    if best.kind in {"accept", "support", "partly"}:
        for hit in clear:
            if hit.kind == "pause" and hit.sentence == best.sentence and hit.span.start > best.span.start:
                return found_in(letter, hit, hit.value, ["two_positions"], 0.72)
    if best.kind in {"accept", "support"}:
        for hit in restrictions:
            if hit.sentence == best.sentence and hit.span.start > best.span.start:
                return found_in(letter, hit, "partly_adopted", ["two_positions"], 0.72)
    if best.kind in {"support", "act", "note"}:
        firm = [
            hit
            for hit in clear
            if hit.kind in _FIRM and (hit.named or abs(hit.distance - best.distance) <= 2)
        ]
        if best.kind == "support" and best.named and best.strength >= _WEAK:
            firm = [
                hit
                for hit in firm
                if hit.kind in {"reject", "partly", "pause", "interpret"} and hit.score > 0.7
            ]
        if firm:
            chosen = max(firm, key=lambda hit: hit.score)
            doubts.append("two_positions")
            if best.named and chosen.kind == "reject":
                return found_in(letter, chosen, "partly_adopted", doubts, 0.66)
            best = chosen
    elif best.kind == "accept" and (done := _done_already(best, clear)) is not None:
        best = done
    elif best.kind == "accept" and (meant := _meant_otherwise(best, clear)) is not None:
        best = meant
    elif best.kind == "accept":
        against = [
            hit
            for hit in clear
            if hit.kind in {"reject", "partly"}
            and hit.score > 0.68
            and (hit.named or abs(hit.distance - best.distance) <= 2)
        ]
        if against:
            doubts.append("two_positions")
            return found_in(letter, max(against, key=lambda hit: hit.score), "partly_adopted", doubts, 0.7)
    elif best.kind == "reject" and (rather := _rather(letter, best, clear)) is not None:
        doubts.append("two_positions")
        best = rather
    elif best.kind == "reject":
        other = [
            hit
            for hit in clear
            if (hit.kind == "accept" and hit.score > 0.7 and (hit.named or hit.distance < best.distance))
            or (hit.kind == "support" and hit.named and hit.sentence == best.sentence)
        ]
        if other:
            doubts.append("two_positions")
            return found_in(letter, best, "partly_adopted", doubts, 0.7)
    elif best.kind == "examine" and any(hit.kind == "accept" and hit.named for hit in clear):
        doubts.append("two_positions")
        best = max((hit for hit in clear if hit.kind == "accept"), key=lambda hit: hit.score)
    if best.kind == "act" and (implied := implied_position(letter, [best.sentence], least=2)) is not None:
        return implied
    if best.kind in {"act", "note"} or best.score < 0.62 or best.strength < _WEAK:
        doubts.append("weak_wording")
    return found_in(letter, best, best.value, doubts, best.score)


def _done_already(best: Hit, clear: list[Hit]) -> Hit | None:
    """What has been "adopted already" is practice."""
    return next((hit for hit in clear if hit.kind == "already" and hit.span.overlaps(best.span)), None)


def _rather(letter: Letter, best: Hit, clear: list[Hit]) -> Hit | None:
    """What is meant where a refusal stands beside it: that it waits, exists, or is read in another sense.

    After a short "We agree." a "will not" says something of what is done.
    """
    for hit in clear:
        if hit.kind == "pause" and hit.sentence == best.sentence and not hit.span.overlaps(best.span):
            return hit
        if hit.kind == "partly" and (
            hit.span.overlaps(best.span) or (hit.distance < best.distance and hit.score > 0.7)
        ):
            return hit
        if hit.kind == "interpret" and hit.sentence == best.sentence and hit.span.start < best.span.start:
            return hit
        if (
            hit.kind == "accept"
            and hit.distance < best.distance
            and not best.named
            and _is_short(letter, hit)
        ):
            return hit
        if hit.kind == "already" and hit.distance < best.distance and not best.named and hit.score > 0.7:
            return hit
    return None


def _is_short(letter: Letter, hit: Hit) -> bool:
    return len(hit.sentence.of(letter.low).split()) <= _SHORT


def _meant_otherwise(best: Hit, clear: list[Hit]) -> Hit | None:
    """An acceptance whose own sentence goes on to read the recommendation in another sense."""
    return next((hit for hit in clear if hit.kind == "interpret" and hit.sentence == best.sentence), None)


def found_in(letter: Letter, hit: Hit, value: Position, doubts: list[str], score: float) -> PositionFound:
    """The position with the words that show it; with a doubt it is never sure."""
    return PositionFound(
        value,
        _clause(letter, hit),
        round(max(0.0, min(score, _WEAK if doubts else 0.97)), 2),
        tuple(dict.fromkeys(doubts)),
    )


def _clause(letter: Letter, hit: Hit) -> Span:
    """The words found, from the subject right before them where it stands in the same clause."""
    start = hit.span.start
    before = letter.plain[hit.sentence.start : start]
    cut = max(before.rfind(", "), before.rfind("; "), before.rfind(": "), before.rfind(" - "))
    lead = before[cut + 1 :] if cut >= 0 else before
    if len(lead) <= 60:
        start -= len(lead.lstrip(" ,;:-"))
    return trimmed(letter.plain, start, hit.span.end)
