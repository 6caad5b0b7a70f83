# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Single values of a row of Parliament, and what it links to; refuses what cannot be kept."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from praktijk.recommendations.parliament import words
from praktijk.recommendations.parliament.words import ItemKind

HOME = ZoneInfo("Europe/Amsterdam")
#: Dates outside these years are slips of the pen; the year 1 is Parliament's way to say: none.
YEARS = range(1900, 2200)
MAX_CHARACTERS = 20_000
ADDRESSED = {"gerichtaan", "voortouwcommissie", "volgcommissie"}
#: NUL, and halves of signs that stand alone.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
_MOVERS = {"indiener", "medeindiener", "eersteondertekenaar", "medeondertekenaar"}


class Why(StrEnum):
    """Why a row is refused."""

    NO_OBJECT = "no_object"
    NO_NUMBER = "no_number"
    NUMBER_UNKNOWN = "number_unknown"
    STATUS_UNKNOWN = "status_unknown"
    STATUS_MISSING = "status_missing"
    KIND_UNKNOWN = "kind_unknown"
    DATE_WRONG = "date_wrong"
    VALUE_WRONG = "value_wrong"
    TOO_LONG = "too_long"
    FROM_THE_FUTURE = "from_the_future"
    NUMBER_TAKEN = "number_taken"


class Refused(Exception):
    """A value that cannot be kept: why, and the field or the word that it is about."""

    def __init__(self, why: Why, about: str = "") -> None:
        super().__init__(why)
        self.why, self.about = why, about


def said_in(values: dict[str, Any], name: str) -> str:
    """The text of a field; empty where it is absent, null or no text."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


#: Said to be empty, where None stands for not said.
NONE = object()


def short(value: Any) -> str:
    """A value as it is told to people: one line of at most 60 characters that can be kept."""
    if isinstance(value, list | dict):
        return "[…]"
    return _UNKEEPABLE.sub("\ufffd", " ".join(str(value if value is not None else "").split()))[:60]


def keepable(value: Any) -> bool:
    """Whether a value, or each text of a list, holds only signs that the database can keep."""
    texts = value if isinstance(value, list) else [value]
    return not any(isinstance(text, str) and _UNKEEPABLE.search(text) for text in texts)


def number_in(text: str) -> str:
    """A number as Parliament writes it: capitals, plain hyphens, no spaces."""
    return re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"\s+", "", text)).upper()


def key_in(value: Any) -> UUID | None:
    """Parliament's key. Raises Refused for what is none."""
    if value is None or value == "":
        return None
    try:
        return UUID(short(value).strip("{}() "))
    except ValueError:
        raise Refused(Why.VALUE_WRONG, "Id") from None


def text_in(values: dict[str, Any], name: str, most: int = MAX_CHARACTERS) -> str | None:
    """The text of a field with single spaces; empty for null, None where the field is absent."""
    if name not in values:
        return None
    value = values[name]
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused(Why.VALUE_WRONG, name)
    text = " ".join(value.split())
    if not keepable(text):
        raise Refused(Why.VALUE_WRONG, name)
    if len(text) > most:
        raise Refused(Why.TOO_LONG, name)
    return text


def yes_or_no(values: dict[str, Any], name: str) -> bool | None:
    """Yes, no, or None where the field is absent or null. Raises Refused for anything else."""
    value = values.get(name)
    if value is None or value == "":
        return None
    told = {"true": True, "1": True, "ja": True, "false": False, "0": False, "nee": False}
    found = told.get(short(value).casefold())
    if found is None:
        raise Refused(Why.VALUE_WRONG, name)
    return found


def moment_in(value: Any, name: str) -> datetime | None:
    """A moment; one without a zone is of the ministry's. None for null and for the year 1."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Refused(Why.DATE_WRONG, f"{name} {short(value)}")
    text = value.strip()
    if text.startswith("0001-"):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(Why.DATE_WRONG, f"{name} {short(value)}") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=HOME)
    if moment.year not in YEARS or moment.astimezone(HOME).year not in YEARS:
        raise Refused(Why.DATE_WRONG, f"{name} {short(value)}")
    return moment


def _day(name: str) -> Callable[[Any, dict[str, Any]], Any]:
    """Reads the day of a field in the ministry's time zone."""

    def read_it(kind: Any, values: dict[str, Any]) -> date | object | None:
        if name not in values:
            return None
        moment = moment_in(values[name], name)
        return moment.astimezone(HOME).date() if moment else NONE

    return read_it


def _words(name: str, most: int = MAX_CHARACTERS) -> Callable[[Any, dict[str, Any]], str | None]:
    return lambda kind, values: text_in(values, name, most)


def _links(values: dict[str, Any], name: str) -> list[Any] | None:
    """What a link leads to: a list of objects or texts; None where it was not expanded."""
    if name not in values:
        return None
    found = values[name]
    if found is None:
        return []
    if isinstance(found, str):
        found = re.split(r"[,;\s]+", found)
    many = found if isinstance(found, list) else [found]
    return [one for one in many if one and not (isinstance(one, dict) and one.get("Verwijderd") is True)]


def _name_of(one: Any, *names: str) -> str:
    """The number of what a link leads to, else Parliament's key of it."""
    if isinstance(one, str):
        return one.strip()[:60]
    if not isinstance(one, dict):
        raise Refused(Why.VALUE_WRONG, names[0])
    for name in names:
        if found := said_in(one, name).strip():
            return found[:60]
    key = re.search(r"[0-9a-fA-F-]{36}", said_in(one, "Id") or said_in(one, "@odata.id"))
    return key.group(0).lower() if key else ""


def _numbers(name: str) -> Callable[[Any, dict[str, Any]], list[str] | None]:
    """Reads the numbers of what a link leads to, each once, in order."""

    def read_it(kind: Any, values: dict[str, Any]) -> list[str] | None:
        found = _links(values, name)
        if found is None:
            return None
        return list(dict.fromkeys(filter(None, (_name_of(one, "DocumentNummer", "Nummer") for one in found))))

    return read_it


def _papers(kind: Any, values: dict[str, Any]) -> list[str] | None:
    found = _links(values, "Document")
    if kind is not ItemKind.MOTION or found is None:
        return None
    own = [
        one
        for one in found
        if not isinstance(one, dict) or "motie" in (said_in(one, "Soort") or "motie").casefold()
    ]
    return list(dict.fromkeys(filter(None, (_name_of(one, "DocumentNummer", "Nummer") for one in own))))


def _vote(kind: Any, values: dict[str, Any]) -> str | None:
    found = _links(values, "Besluit")
    if found is None:
        return None
    votes = [said_in(one, "BesluitSoort") for one in found if isinstance(one, dict)]
    return next((" ".join(vote.split())[:200] for vote in reversed(votes) if "stemm" in vote.casefold()), "")


def actors(values: dict[str, Any], relations: set[str]) -> Iterator[dict[str, Any]]:
    """The actors of a motion that stand in one of these relations to it, under any name of the link."""
    for name in values:
        if name.endswith("ZaakActor"):
            for actor in _links(values, name) or []:
                if isinstance(actor, dict) and words.plain(said_in(actor, "Relatie")) in relations:
                    yield actor


def actor_name(one: Any) -> str:
    """The name of a person, a party or a committee, as far as the row spells it out."""
    if isinstance(one, str):
        return " ".join(one.split())
    if not isinstance(one, dict):
        return ""
    if whole := said_in(one, "ActorNaam") or said_in(one, "Naam") or said_in(one, "NaamNL"):
        return " ".join(whole.split())
    first = said_in(one, "Roepnaam") or said_in(one, "Voornaam") or said_in(one, "Initialen")
    parts = [first, said_in(one, "Tussenvoegsel"), said_in(one, "Achternaam")]
    if own := " ".join(" ".join(parts).split()):
        return own
    names = [actor_name(one.get(part)) for part in ("Persoon", "Fractie", "Commissie") if one.get(part)]
    return ", ".join(filter(None, names)) or said_in(one, "Afkorting")


def _people(kind: Any, values: dict[str, Any]) -> list[str] | None:
    if kind is ItemKind.COMMITMENT:
        found = _links(values, "ToegezegdAan")
        if found is None:
            return None
    elif any(name.endswith("ZaakActor") for name in values):
        found = list(actors(values, _MOVERS))
    else:
        return None
    names = [actor_name(one)[:200] for one in found]
    return list(dict.fromkeys(name for name in names if name and not re.fullmatch(r"[0-9a-f-]{36}", name)))


def _minister(kind: Any, values: dict[str, Any]) -> str | None:
    name = text_in(values, "Naam", 200)
    if name:
        return name
    composed = actor_name({key: value for key, value in values.items() if key != "Naam"})
    return composed[:200] or name


def _activity(kind: Any, values: dict[str, Any]) -> str | None:
    number = text_in(values, "ActiviteitNummer", 40)
    if number is None and (found := _links(values, "Activiteit")):
        return _name_of(found[0], "Nummer")[:40]
    return number


def _dealt_with(kind: Any, values: dict[str, Any]) -> Any:
    if "Afgedaan" not in values:
        return None
    found = yes_or_no(values, "Afgedaan")
    return NONE if found is None else found


def _deadline(kind: Any, values: dict[str, Any]) -> Any:
    return _day("DatumNakoming" if kind is ItemKind.COMMITMENT else "Termijn")(kind, values)


def _made_on(kind: Any, values: dict[str, Any]) -> Any:
    return _day("Aanmaakdatum" if kind is ItemKind.COMMITMENT else "GestartOp")(kind, values)


#: How each field of an item is read. None means that the row does not say.
FACTS: dict[str, Callable[[Any, dict[str, Any]], Any]] = {
    "title": _words("Titel"),
    "subject": _words("Onderwerp"),
    "text": _words("Tekst"),
    "minister": _minister,
    "function": _words("Functie", 300),
    "ministry": _words("Ministerie", 300),
    "people": _people,
    "dealt_with": _dealt_with,
    "deadline": _deadline,
    "made_on": _made_on,
    "activity_number": _activity,
    "session_year": _words("Vergaderjaar", 20),
    "opinion": _words("Kabinetsappreciatie", 200),
    "vote": _vote,
    "papers": _papers,
    "letters": _numbers("KamerbriefNakoming"),
    "repeats": _numbers("IsHerhalingVan"),
    "changes": _numbers("IsWijzigingVan"),
    "supplements": _numbers("IsAanvullingOp"),
}

#: Where a field is read from, where that is what a row links to.
LINKS = {
    "minister": "Naam",
    "people": "ToegezegdAan, ZaakActor",
    "activity_number": "Activiteit",
    "vote": "Besluit",
    "papers": "Document",
    "letters": "KamerbriefNakoming",
    "repeats": "IsHerhalingVan",
    "changes": "IsWijzigingVan",
    "supplements": "IsAanvullingOp",
}
