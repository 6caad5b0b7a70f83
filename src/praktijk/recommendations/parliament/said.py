# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one row of Parliament says: plain Python, no database, no clock.

A field that the row does not hold is not said, and changes nothing that is held; a field that is null is
said to be empty. A word that is not in Parliament's model is never taken for one that is.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from praktijk.recommendations.parliament import words
from praktijk.recommendations.parliament.facts import (
    ADDRESSED,
    FACTS,
    LINKS,
    NONE,
    Refused,
    Why,
    actor_name,
    actors,
    keepable,
    key_in,
    moment_in,
    number_in,
    said_in,
    short,
    text_in,
    yes_or_no,
)
from praktijk.recommendations.parliament.odata import Row, entity_named
from praktijk.recommendations.parliament.words import ItemKind

NUMBERS = {
    ItemKind.COMMITMENT: re.compile(r"TZ\d{6}-\d{1,5}"),
    ItemKind.MOTION: re.compile(r"\d{4}Z\d{5,7}"),
}


@dataclass(frozen=True)
class Refusal:
    """A row that may not be stored: which one, why, and the word or field it is about."""

    number: str
    why: Why
    about: str = ""


@dataclass
class Said:
    """What a row says. `values` are fields of `ParliamentItem`, as far as the row names them.

    `concerns` is whether it concerns the ministry: None where the row does not tell. `followed` is false
    for kinds of entity that are not followed here. `refused` says why it may not be stored.
    """

    number: str = ""
    key: UUID | None = None
    kind: ItemKind | None = None
    removed: bool | None = None
    changed_at: datetime | None = None
    values: dict[str, Any] = field(default_factory=dict)
    concerns: bool | None = None
    followed: bool = True
    refused: Refusal | None = None


def read(row: Row, ministry: "Ministry", now: datetime) -> Said:
    """What a row says; never raises."""
    said = Said()
    values = row.values
    if not isinstance(values, dict):
        said.refused = Refusal("", Why.NO_OBJECT, short(values))
        return said
    try:
        _read_known_by(said, row.entity, values)
        if said.followed:
            said.concerns = ministry.concerned(said.kind, values)
            _read_facts(said, values, now)
    except Refused as refused:
        said.refused = Refusal(
            said.number or short(values.get("Nummer") or values.get("Id")), refused.why, refused.about
        )
    except RecursionError:
        said.refused = Refusal(said.number, Why.VALUE_WRONG, short(values))
    return said


def _read_known_by(said: Said, entity: str, values: dict[str, Any]) -> None:
    """Key, number, kind, and whether the row was removed."""
    said.removed = yes_or_no(values, "Verwijderd")
    said.key = key_in(values.get("Id"))
    number = text_in(values, "Nummer", 200) or ""
    said.number = number_in(number)
    entity = entity_named(values.get("@odata.type")) or entity or _entity_told(values, said.number)
    if entity == "Toezegging":
        said.kind = ItemKind.COMMITMENT
    elif entity == "Zaak" and values.get("Soort"):
        soort = text_in(values, "Soort", 200) or ""
        if words.is_motion(soort):
            said.kind = ItemKind.MOTION
        elif words.zaak_kind_known(soort):
            said.followed = False
        elif not said.removed:
            raise Refused(Why.KIND_UNKNOWN, soort)
    elif entity not in {"", "Zaak"}:
        said.followed = False
    if not said.followed:
        return
    if not said.number and said.key is None:
        raise Refused(Why.NO_NUMBER)
    if said.kind and said.number and not NUMBERS[said.kind].fullmatch(said.number):
        raise Refused(Why.NUMBER_UNKNOWN, number)


def _entity_told(values: dict[str, Any], number: str) -> str:
    """The kind of entity by what the row itself holds."""
    if "DocumentNummer" in values:
        return "Document"
    if number.startswith("TZ") or values.keys() & {"DatumNakoming", "ActiviteitNummer"}:
        return "Toezegging"
    if re.match(r"\d{4}Z\d", number):
        return "Zaak"
    return ""


def _read_facts(said: Said, values: dict[str, Any], now: datetime) -> None:
    changed = values.get("GewijzigdOp") or values.get("ApiGewijzigdOp")
    said.changed_at = moment_in(changed, "GewijzigdOp")
    if said.changed_at is not None and said.changed_at > now + timedelta(days=1):
        raise Refused(Why.FROM_THE_FUTURE, short(changed))
    if said.removed:
        return  # what a removed row still says of itself is not followed
    for name, read_it in FACTS.items():
        found = read_it(said.kind, values)
        if not keepable(found):
            raise Refused(Why.VALUE_WRONG, LINKS.get(name, name))
        if found is not None:
            said.values[name] = None if found is NONE else found
    if "Status" in values:
        _read_status(said, values)


def _read_status(said: Said, values: dict[str, Any]) -> None:
    word = values["Status"]
    if word is None or (isinstance(word, str) and not word.strip()):
        raise Refused(Why.STATUS_MISSING)
    shown = short(word)
    kind = said.kind or (ItemKind.COMMITMENT if said.number.startswith("TZ") else ItemKind.MOTION)
    status = words.status_meant(kind, word) if isinstance(word, str) else None
    if status is None or shown != " ".join(word.split()):
        raise Refused(Why.STATUS_UNKNOWN, shown)
    said.values |= {"status": status, "status_words": shown}


@dataclass(frozen=True)
class Ministry:
    """The ministry whose items are followed, by its name and the abbreviations that stand for it."""

    names: tuple[str, ...]

    def named_in(self, text: str) -> bool:
        """Whether one of the names stands in a text, as words of their own."""
        said = f" {_bare(text)} "
        return any(f" {_bare(name)} " in said for name in self.names)

    def concerned(self, kind: ItemKind | None, values: dict[str, Any]) -> bool | None:
        """Whether a row concerns it; None where the row names nobody.

        A commitment names its ministry, or else the office of who made it; a motion is addressed to
        somebody or lies with a committee, and may say it in its title.
        """
        if kind is ItemKind.COMMITMENT:
            told = [said_in(values, "Ministerie") or said_in(values, "Functie")]
        else:
            told = [said_in(actor, "Functie") or actor_name(actor) for actor in actors(values, ADDRESSED)]
            if self.named_in(said_in(values, "Titel")):
                return True
        told = [text for text in told if text]
        return any(self.named_in(text) for text in told) if told else None


def _bare(text: str) -> str:
    """Text without accents, case and signs: words with one space between."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", plain.casefold()))
