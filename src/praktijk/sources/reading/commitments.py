# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the government promises: sentences, actions in tables, with their window and owner."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from praktijk.sources.reading.due import find_windows
from praktijk.sources.reading.letter import Letter
from praktijk.sources.reading.model import Due, Span
from praktijk.sources.reading.owners import find_owner, named_owner, opening_name
from praktijk.sources.reading.parts import Part
from praktijk.sources.reading.phrases import any_of

_LOWEST = 0.5
_FEW_WORDS = 6
_FINITE = re.compile(r"[a-z]{3,14}(?:t|n)|is|zal|kom|ga|stuur|doe|informeer|rapporteer")


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment found, not yet joined to its recommendation; `record` where a list says so."""

    span: Span
    due: Due | None
    owner: str | None
    confidence: float
    doubts: tuple[str, ...]
    record: int | None = None
    row: int | None = None
    spoken: bool = False
    """A sentence, and no action of a table: a time of its own goes before the time beside it."""
    only_in_answer: bool = False
    """Counts only where it stands in the answer to a recommendation."""


def find_promises(
    letter: Letter, parts: list[Part], taken: list[Span], reported: list[Span]
) -> list[Promise]:
    """All promises in the order of the letter; `taken` are recommendations, which promise nothing.

    Nor do the words of recommendations that are `reported` within a sentence.
    """
    found: list[Promise] = []
    for at, part in enumerate(parts):
        if part.role == "action":
            found.extend(_actions(letter, part, parts, at))
        elif part.role in {"text", "response", "status"}:
            for sentence in letter.sentences_within(part.span):
                first: str | None = None
                for clause in _clauses(letter, sentence):
                    if any(span.contains(clause) for span in taken):
                        continue
                    promise = _promise(letter, clause, part, first, reported)
                    if promise is not None:
                        found.append(promise)
                        first = first or promise.owner
    return _with_columns(letter, found, parts)


def _actions(letter: Letter, part: Part, parts: list[Part], at: int) -> Iterator[Promise]:
    """An action that a list or table names as such; each sentence of a longer cell is one."""
    sentences = [one for one in letter.sentences_within(part.span) if one.end - one.start > 8] or [part.span]
    spans = [
        piece for one in (sentences if len(sentences) > 1 else [part.span]) for piece in _pieces(letter, one)
    ]
    if len(letter.plain[part.span.start : part.span.end].split()) < 3:
        return
    for span in spans:
        due = _due(letter, span)
        yield Promise(span, due, find_owner(letter, span, None), 0.9, (), part.record, part.row)


def _pieces(letter: Letter, span: Span) -> list[Span]:
    """An action in a cell, or two with a semicolon between them."""
    cut = letter.plain.find("; ", span.start, span.end)
    if (
        cut < 0
        or len(letter.plain[span.start : cut].split()) < 3
        or len(letter.plain[cut : span.end].split()) < 4
    ):
        return [span]
    return [Span(span.start, cut), *_pieces(letter, Span(cut + 2, span.end))]


def _with_columns(letter: Letter, found: list[Promise], parts: list[Part]) -> list[Promise]:
    """Give promises the time and owner that stand beside them in their row, or right below."""
    result: list[Promise] = []
    for promise in sorted(found, key=lambda one: one.span):
        due, owner = promise.due, promise.owner
        for part in parts:
            if part.role not in {"due", "owner"} or part.row is None or part.row != promise.row:
                continue
            if part.record != promise.record:
                continue
            if part.role == "due":
                due = due if promise.spoken and due else _due(letter, part.span) or due
            else:
                owner = named_owner(letter, part.span) or owner
        result.append(replace(promise, due=due, owner=owner))
    return result


def _clauses(letter: Letter, sentence: Span) -> list[Span]:
    """The sentence, or its parts where each of them promises something of its own."""
    windows = find_windows(
        letter.text, letter.low, sentence.start, sentence.end, letter.rules.due, letter.date
    )
    cut = letter.plain.find("; ", sentence.start, sentence.end)
    if cut > 0:
        halves = [Span(sentence.start, cut), Span(cut + 2, sentence.end)]
        opening = letter.low[halves[1].start : halves[1].end].split(None, 1)[:1]
        goes_on = bool(opening and opening[0] in letter.rules.lists["commitments.pronouns"])
        told = any(halves[0].contains(one.span) for one in windows)
        if all(_trigger(letter, half) is not None for half in halves) and (told or not goes_on):
            return [piece for half in halves for piece in _clauses(letter, half)]
        windows = [one for one in windows if cut < one.span.start] if goes_on else windows
    for first, second in itertools.pairwise(windows):
        joint = _last_joint(letter, first.span.end, second.span.start)
        if joint is None:
            continue
        halves = [Span(sentence.start, joint[0]), Span(joint[1], sentence.end)]
        triggers = [_trigger(letter, half) for half in halves]
        if triggers[0] is None or triggers[1] is None or triggers[1].start == triggers[1].end:
            continue
        if triggers[1].start - max(joint[1], second.span.end if joint[2] else joint[1]) <= 24:
            return [halves[0], *_clauses(letter, halves[1])]
    return _before_time(letter, sentence, windows)


def _before_time(letter: Letter, sentence: Span, windows: list[Due]) -> list[Span]:
    """Cut before "and in spring the report is presented": a clause of its own that begins with its time."""
    for due in windows:
        joint = _last_joint(letter, max(sentence.start, due.span.start - 8), due.span.start)
        if joint is None or joint[1] != due.span.start or not letter.rules.inverts:
            continue
        halves = [Span(sentence.start, joint[0]), Span(joint[1], sentence.end)]
        verb = letter.low[due.span.end : sentence.end].split(None, 1)[:1]
        trigger = _trigger(letter, halves[1])
        if verb and trigger is not None and trigger.end > trigger.start and _FINITE.fullmatch(verb[0]):
            return halves
    return [sentence]


def _last_joint(letter: Letter, start: int, end: int) -> tuple[int, int, bool] | None:
    """Where the last "and" between two windows begins and ends, or a comma before a clause of its own.

    The third says whether the time follows at once.
    """
    found: tuple[int, int] | None = None
    for one in letter.words["clause.joints"]:
        for match in one.find_all(letter.low, start, end):
            if found is None or match.start() > found[0]:
                found = (match.start(), match.end() + 1)
    if found is None:
        comma = letter.plain.rfind(", ", start, end)
        following = letter.low[comma + 2 : end + 30].split(None, 1)[:1] if comma >= 0 else []
        if not following or following[0] in letter.rules.lists["commitments.depends"]:
            return None
        found = (comma, comma + 2)
    head = letter.plain[start : found[0]].rstrip(" ,")
    return start + len(head), found[1], found[1] >= end


@dataclass(frozen=True, slots=True)
class _Trigger:
    kind: str
    start: int
    end: int


def _trigger(letter: Letter, span: Span) -> _Trigger | None:
    """The words that make a promise: of the future, of intent, of acting, or of a time to come."""
    barred = [
        match.span()
        for one in letter.words["commitments.not_promise"]
        for match in one.find_all(letter.low, span.start, span.end)
    ]
    future = _first(letter, "commitments.future", span, barred)
    promise = _first(letter, "commitments.promises", span, barred)
    if promise is not None and (future is None or promise.start() < future.start()):
        soft = (
            any_of(letter.words["commitments.soft"], letter.low, promise.start(), promise.end()) is not None
        )
        if not soft or future is None:
            return _Trigger("soft" if soft else "promise", *promise.span())
    if future is not None:
        return _Trigger("future", *future.span())
    acting = _acting(letter, span, barred)
    if acting is not None:
        return acting
    match = _first(letter, "commitments.dated", span, barred)
    if match is not None:
        return _Trigger("dated", *match.span())
    due = _due(letter, span)
    if due is None:
        return None
    if letter.since is not None and (due.earliest or due.latest or letter.since) > letter.since:
        if due.derived and any_of(letter.words["commitments.past"], letter.low, span.start, span.end):
            return None  # a month without a year in a sentence that tells what was: the month past
        return _Trigger("dated", due.span.start, due.span.start)
    verb = (
        letter.rules.acts.search(letter.low, span.start, span.end) if letter.rules.acts is not None else None
    )
    return _Trigger("dated", *verb.span()) if verb is not None else None


def _first(letter: Letter, key: str, span: Span, barred: list[tuple[int, int]]) -> re.Match[str] | None:
    """The first place of one of the phrases under `key` that stands in no barred words."""
    best: re.Match[str] | None = None
    for one in letter.words[key]:
        for match in one.find_all(letter.low, span.start, span.end):
            if any(start <= match.start() < end for start, end in barred) or not _goes_on(letter.low, match):
                continue
            if best is None or match.start() < best.start():
                best = match
            break
    return best


def _acting(letter: Letter, span: Span, barred: list[tuple[int, int]]) -> _Trigger | None:
    """A verb of acting in the present with the government right beside it: "verhoogt het kabinet"."""
    acts = letter.rules.acts
    if acts is None:
        return None
    for match in acts.finditer(letter.low, span.start, span.end):
        if any(start <= match.start() < end for start, end in barred):
            continue
        before = letter.low[max(span.start, match.start() - 40) : match.start()].split()[-2:]
        after = letter.low[match.end() : min(span.end, match.end() + 40)].split()[:2]
        beside = before[-1:] + after if match["ending"] is None else before + after
        wanted = letter.rules.lists[
            "commitments.first_person" if match["ending"] is None else "commitments.acting"
        ]
        name = opening_name(letter, span)
        if any(word.strip(",.;:") in wanted for word in beside) or (
            name is not None and not letter.plain[name.end : match.start()].strip()
        ):
            return _Trigger("acts", *match.span())
    return None


def _goes_on(low: str, verb: re.Match[str]) -> bool:
    """Whether words follow: "als het om handel gaat," promises nothing."""
    return not verb.group().startswith("ga") or low[verb.end() : verb.end() + 1] not in {
        ",",
        ".",
        ";",
        ")",
        ":",
        "",
    }


def _promise(
    letter: Letter, span: Span, part: Part, before: str | None, reported: list[Span]
) -> Promise | None:
    """The promise of a clause, if it holds one; `before` is the owner that its sentence named already."""
    words, low = letter.words, letter.low
    trigger = _trigger(letter, span)
    if trigger is not None and any(one.start <= trigger.start < one.end for one in reported):
        return None
    if letter.rules.due.dateline.fullmatch(low[span.start : span.end]):
        return None
    if trigger is None or low[span.end - 1] == "?" or low[span.start] == '"':
        return None
    if trigger.kind == "acts" and any_of(words["commitments.standing"], low, span.start, span.end):
        return None
    if any_of(words["commitments.forecast"], low, span.start, span.end):
        return None
    if any_of(words["commitments.hypothetical"], low, span.start, span.end):
        return None
    if any_of(words["commitments.told"], low, span.start, span.end):
        return None
    if _by_law(letter, span) or _by_others(letter, span, trigger):
        return None
    if _by_adviser(letter, span, trigger):
        return None
    due = _due(letter, span)
    government = _government_near(letter, span, trigger)
    owner = find_owner(letter, span, trigger.start) or before
    score = _score(letter, span, trigger, due is not None, government, owner is not None)
    doubts: list[str] = []
    if any_of(words["commitments.unclear"], low, span.start, span.end):
        doubts.append("conditional")
        score -= 0.12
    if _conditional(letter, span):
        doubts.append("conditional")
        score -= 0.4
    if any_of(words["commitments.expected"], low, span.start, span.end):
        doubts.append("only_expected")
        score -= 0.15
    if due is not None and due.derived:
        doubts.append("year_derived")
        score -= 0.05
    if part.role == "status":
        score -= 0.1
    if score < _LOWEST:
        return None
    if not government and owner is None:
        doubts.append("no_owner")
    if score < 0.75 and not doubts:
        doubts.append("weak_wording")
    return Promise(
        span=span,
        due=due,
        owner=owner,
        confidence=round(min(score, 0.97), 2),
        doubts=tuple(dict.fromkeys(doubts)),
        record=part.record,
        row=part.row,
        spoken=True,
        only_in_answer=due is None and trigger.kind in {"soft", "acts"},
    )


def _conditional(letter: Letter, span: Span) -> bool:
    """ "If ..., we will ...", "blijkt ..., dan zal ...", "only when ... will ..."."""
    words, low = letter.words, letter.low
    if any(one.pattern.match(low, span.start, span.end) for one in words["commitments.conditions"]):
        return True
    return any_of(words["commitments.only_then"], low, span.start, span.end) is not None


def _score(
    letter: Letter, span: Span, trigger: _Trigger, dated: bool, government: bool, owner: bool
) -> float:
    passive = _passive(letter, span, trigger)
    if trigger.kind == "dated" and any_of(
        letter.words["commitments.possible"], letter.low, span.start, span.end
    ):
        return 0.0
    if trigger.kind == "future":
        if government:
            return 0.88
        if owner:
            return 0.84
        return 0.78 if passive else (0.62 if dated else 0.0)
    if trigger.kind == "promise":
        if government or owner:
            return 0.86
        if any_of(letter.words["commitments.past"], letter.low, span.start, trigger.start):
            return 0.0
        to_parliament = any_of(letter.words["commitments.parliament"], letter.low, span.start, span.end)
        return 0.8 if dated or to_parliament else (0.62 if passive else 0.45)
    if trigger.kind == "acts":
        return 0.86 if dated else 0.7
    if trigger.kind == "soft":
        if dated:
            return 0.8
        return 0.6 if government else 0.0
    if not dated:
        return 0.0
    past = any_of(letter.words["commitments.past"], letter.low, span.start, span.end)
    if trigger.start == trigger.end and not (government or owner or passive):
        return 0.56 if len(letter.low[span.start : span.end].split()) > _FEW_WORDS else 0.0
    score = 0.78 if government or owner else 0.66
    return score - 0.3 if past is not None and past.start() < trigger.start else score


def _passive(letter: Letter, span: Span, trigger: _Trigger) -> bool:
    return letter.rules.passive.search(letter.low, trigger.start, span.end) is not None


def _government_near(letter: Letter, span: Span, trigger: _Trigger) -> bool:
    """Whether the government is named before the verb or, where the language allows it, right behind it."""
    words, low = letter.words["commitments.government"], letter.low
    before = max(span.start, trigger.start - 110)
    if any_of(words, low, before, trigger.start) is not None:
        return True
    if letter.rules.inverts:
        return any_of(words, low, trigger.start, min(span.end, trigger.end + 44)) is not None
    lead = low[span.start : trigger.start].split()
    if not lead or lead[-1] not in letter.rules.lists["commitments.pronouns"]:
        return False
    previous = letter.sentence_at(span.start - 2) if span.start > 2 else None
    return previous is not None and any_of(words, low, previous.start, previous.start + 60) is not None


def _by_law(letter: Letter, span: Span) -> bool:
    """ "The act enters into force on ...": what is so by law is promised by nobody."""
    words, low = letter.words, letter.low
    force = any_of(words["commitments.in_force"], low, span.start, span.end)
    return force is not None and any_of(words["commitments.laws"], low, span.start, span.end) is not None


def _by_others(letter: Letter, span: Span, trigger: _Trigger) -> bool:
    """Whether those who act are people at large, whom the government does not bind."""
    words, low = letter.words, letter.low
    until = trigger.end if trigger.end > trigger.start else span.end
    behind = min(span.end, until + 24) if letter.rules.inverts else until
    other = any_of(words["commitments.others"], low, span.start, behind)
    if other is None or _government_near(letter, span, trigger):
        return False
    lead = low[span.start : other.start()].split()[-2:]
    return not any(word in letter.rules.lists["commitments.not_doing"] for word in lead)


def _by_adviser(letter: Letter, span: Span, trigger: _Trigger) -> bool:
    lead = letter.low[max(span.start, trigger.start - 30) : trigger.start]
    begin = trigger.start - len(lead)
    match = any_of(letter.words["advisers.names"], letter.low, begin, trigger.start)
    if match is None or letter.low[match.end() : trigger.start].strip():
        return False
    if match.group() in letter.rules.lists["commitments.pronouns"] and _government_near(
        letter, span, trigger
    ):
        return False
    owning = letter.low[max(span.start, match.start() - 12) : match.start()].split()[-2:]
    if any(word in letter.rules.lists["advisers.of"] for word in owning):
        return False  # "the advice of the council will ..."
    behind = letter.low[trigger.start : span.end].split()[1:4]
    return not (
        letter.rules.inverts and any(word in letter.rules.lists["commitments.government"] for word in behind)
    )


def _due(letter: Letter, span: Span) -> Due | None:
    """The first window in the passage that is not past already."""
    for due in find_windows(letter.text, letter.low, span.start, span.end, letter.rules.due, letter.date):
        if letter.date is not None and due.latest is not None and due.latest < letter.date:
            continue
        return due
    return None
