# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of a language, read from `rules/<language>.toml` once and made into patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast, get_args

from praktijk.sources.reading.due_words import DueWords, due_words
from praktijk.sources.reading.model import Position
from praktijk.sources.reading.phrases import Phrase, forms_of, phrases
from praktijk.sources.reading.points import Points, points

LANGUAGES = ("nl", "en")

Words = tuple[Phrase, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PositionRule:
    """Phrases that show a position; `strength` 0-1 says how much, `kind` how they combine."""

    value: Position
    strength: float
    kind: str
    words: Words


@dataclass(frozen=True, slots=True)
class Several:
    """How several recommendations stand in one sentence.

    `order` and `list` stand between them for sure; `joint` does where `left` is found before it and
    `right` behind it; `head` and `tail` are words at a piece's edges that do not belong to it.
    """

    order: re.Pattern[str]
    list: re.Pattern[str]
    joint: re.Pattern[str]
    left: re.Pattern[str]
    right: re.Pattern[str]
    head: re.Pattern[str]
    tail: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """All that is said about one language; `words` by table and key, `lists` the same as plain words."""

    language: str
    abbreviations: frozenset[str]
    words: Mapping[str, Words]
    lists: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    label: re.Pattern[str]
    positions: tuple[PositionRule, ...]
    short: Mapping[str, Position]
    due: DueWords
    points: Points
    several: Several
    inversion: re.Pattern[str]
    refused: re.Pattern[str]
    actor: re.Pattern[str]
    acts: re.Pattern[str] | None
    passive: re.Pattern[str]
    inverts: bool
    imperative_ending: str
    addressee: re.Pattern[str]
    particles: Mapping[str, frozenset[str]]


@cache
def rules_for(language: str) -> Rules:
    """The rules of "nl" or "en". ValueError for another language or a position that does not exist."""
    data = _written(language)
    plain_tables = (
        "letter",
        "advice",
        "advisers",
        "clause",
        "modifiers",
        "objects",
        "commitments",
        "implied",
    )
    list_tables = ("modifiers", "headings", "imperatives", "advisers", "clause", "commitments", "owners")
    labels = {word: role for role, words in data["labels"].items() for word in words}
    return Rules(
        language=language,
        abbreviations=frozenset(data["abbreviations"]),
        words=_tables(data, plain_tables, phrases),
        lists=_tables(data, list_tables, frozenset),
        labels=labels,
        label=_label_pattern(labels),
        positions=tuple(_position_rule(rule) for rule in data["position"]),
        short={word: _position(rule["value"]) for rule in data["short"] for word in rule["phrases"]},
        due=due_words(data["due"]),
        points=points(data["points"]),
        several=Several(**{key: re.compile(words) for key, words in data["several"].items()}),
        inversion=re.compile(data["clause"]["inversion"]),
        refused=re.compile(data["clause"]["refused"]),
        actor=_actor_pattern(data["owners"]),
        acts=_acts_pattern(data["commitments"]["does"]),
        passive=re.compile(data["commitments"]["passive"]),
        inverts=data["clause"]["inverts"],
        imperative_ending=data["imperatives"].get("ending", ""),
        addressee=re.compile(data["advice"]["addressee"]),
        particles={particle: frozenset(verbs) for particle, verbs in data["particles"].items()},
    )


def common_words(language: str) -> frozenset[str]:
    """The words by which a text in "nl" or "en" is known. ValueError for another language."""
    return frozenset(_written(language)["common"])


@cache
def _written(language: str) -> dict[str, Any]:
    if language not in LANGUAGES:
        raise ValueError(f"no rules for language {language!r}")
    source = files("praktijk.sources.reading").joinpath("rules", f"{language}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _tables(data: Mapping[str, Any], names: Iterable[str], make: Any) -> dict[str, Any]:
    return {
        f"{table}.{key}": make(value)
        for table in names
        for key, value in data[table].items()
        if isinstance(value, list)
    }


def _position_rule(rule: Mapping[str, Any]) -> PositionRule:
    written = [*rule["phrases"], *(one for verb in rule.get("verbs", ()) for one in forms_of(verb))]
    return PositionRule(
        _position(rule["value"]), float(rule["strength"]), rule["kind"], phrases(dict.fromkeys(written))
    )


def _position(value: str) -> Position:
    if value not in get_args(Position):
        raise ValueError(f"no such position: {value!r}")
    return cast(Position, value)


def _label_pattern(labels: Mapping[str, str]) -> re.Pattern[str]:
    """A label at the start of a paragraph: its words, perhaps a number, then a mark or the end."""
    words = "|".join(re.escape(word) for word in sorted(labels, key=len, reverse=True))
    return re.compile(
        rf"[\"'(*_ ]{{0,4}}(?P<label>{words})(?![\w-])(?:[ \t]*(?:nr\.?|no\.?|number|nummer|#)?[ \t]*"
        rf"(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?[a-z]?|[ivx]{{1,5}}|[a-h])(?!\w))?"
        rf"(?P<rest>[^\S\n]*\([^()\n]{{1,400}}\))?[ \t*_]*(?P<mark>[:.)]|-(?=\s)|\||$)?"
    )


def _acts_pattern(stems: list[str]) -> re.Pattern[str] | None:
    """Verbs by their stem ("verhoog"), with "t" where someone else than the writer does it."""
    if not stems:
        return None
    words = "|".join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?P<ending>t)?(?!\w)")


def _actor_pattern(owners: Mapping[str, Any]) -> re.Pattern[str]:
    """Who can do something: a kind of office with what it is of, or a name."""
    actors = "|".join(re.escape(word) for word in sorted(owners["actors"], key=len, reverse=True))
    names = "|".join(re.escape(word) for word in sorted(owners["names"], key=len, reverse=True))
    articles = "|".join(owners["articles"])
    of = "|".join(owners["of"])
    name = r"[A-Z\u00c0-\u00de&][\w&\u00c0-\u017f'-]*"
    joined = "|".join(owners["joined"])
    tail = rf"(?:\s+(?:{of})\s+(?:(?:{articles})\s+)?{name}(?:(?:,)?\s+(?:(?:{joined})\s+)?{name}){{0,5}})?"
    return re.compile(
        rf"(?<!\w)(?:(?:{articles})\s+{owners['adjectives']}(?P<office>(?i:{actors})){tail}|(?P<name>{names}))(?!\w)"
    )
