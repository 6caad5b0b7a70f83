# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one row of Parliament says: plain Python, no database, no clock.

A field that the row does not hold is not said, and changes nothing that is held; a field that is null is
said to be empty. A word that is not in Parliament's model is never taken for one that is.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from praktijk.recommendations.parliament import words
from praktijk.recommendations.parliament.odata import Row, entity_named
from praktijk.recommendations.parliament.words import ItemKind

HOME = ZoneInfo("Europe/Amsterdam")
#: Dates outside these years are slips of the pen; the year 1 is Parliament's way to say: none.
YEARS = range(1900, 2200)
MAX_CHARACTERS = 20_000
_NUMBERS = {
    ItemKind.COMMITMENT: re.compile(r"TZ\d{6}-\d{1,5}"),
    ItemKind.MOTION: re.compile(r"\d{4}Z\d{5,7}"),
}
_ADDRESSED = {"gerichtaan", "voortouwcommissie", "volgcommissie"}
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


@dataclass(frozen=True)
class Refusal:
    """A row that may not be stored: which one, why, and the word or field it is about."""

    number: str
    why: Why
    about: str = ""


class _Refused(Exception):
    def __init__(self, why: Why, about: str = "") -> None:
        super().__init__(why)
        self.why, self.about = why, about


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
        said.refused = Refusal("", Why.NO_OBJECT, str(values)[:60])
        return said
    try:
        _read_known_by(said, row.entity, values)
        if said.followed:
            said.concerns = ministry.concerned(said.kind, values)
            _read_facts(said, values, now)
    except _Refused as refused:
        said.refused = Refusal(
            said.number or _short(values.get("Nummer") or values.get("Id")), refused.why, refused.about
        )
    return said


def _read_known_by(said: Said, entity: str, values: dict[str, Any]) -> None:
    """Key, number, kind, and whether the row was removed."""
    said.removed = _yes_or_no(values, "Verwijderd")
    said.key = _key(values.get("Id"))
    number = _text(values, "Nummer", 200) or ""
    said.number = _number(number)
    entity = entity_named(values.get("@odata.type")) or entity or _entity_told(values, said.number)
    if entity == "Toezegging":
        said.kind = ItemKind.COMMITMENT
    elif entity == "Zaak" and values.get("Soort"):
        soort = _text(values, "Soort", 200) or ""
        if words.is_motion(soort):
            said.kind = ItemKind.MOTION
        elif words.zaak_kind_known(soort):
            said.followed = False
        elif not said.removed:
            raise _Refused(Why.KIND_UNKNOWN, soort)
    elif entity not in {"", "Zaak"}:
        said.followed = False
    if not said.followed:
        return
    if not said.number and said.key is None:
        raise _Refused(Why.NO_NUMBER)
    if said.kind and said.number and not _NUMBERS[said.kind].fullmatch(said.number):
        raise _Refused(Why.NUMBER_UNKNOWN, number)


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
    said.changed_at = _moment(changed, "GewijzigdOp")
    if said.changed_at is not None and said.changed_at > now + timedelta(days=1):
        raise _Refused(Why.FROM_THE_FUTURE, _short(changed))
    if said.removed:
        return  # what a removed row still says of itself is not followed
    for name, read_it in _FACTS.items():
        found = read_it(said.kind, values)
        if found is not None:
            said.values[name] = None if found is _NONE else found
    if "Status" in values:
        _read_status(said, values)


def _read_status(said: Said, values: dict[str, Any]) -> None:
    word = values["Status"]
    if word is None or (isinstance(word, str) and not word.strip()):
        raise _Refused(Why.STATUS_MISSING)
    shown = _short(word)
    kind = said.kind or (ItemKind.COMMITMENT if said.number.startswith("TZ") else ItemKind.MOTION)
    status = words.status_meant(kind, word) if isinstance(word, str) else None
    if status is None:
        raise _Refused(Why.STATUS_UNKNOWN, shown)
    said.values |= {"status": status, "status_words": " ".join(word.split())}


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
            told = [_said(values, "Ministerie") or _said(values, "Functie")]
        else:
            told = [_said(actor, "Functie") or _actor_name(actor) for actor in _actors(values, _ADDRESSED)]
            if self.named_in(_said(values, "Titel")):
                return True
        told = [text for text in told if text]
        return any(self.named_in(text) for text in told) if told else None


def _said(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _bare(text: str) -> str:
    """Text without accents, case and signs: words with one space between."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", plain.casefold()))


# --- single values ---------------------------------------------------------------------------------------

_NONE = object()


def _short(value: Any) -> str:
    return " ".join(str(value if value is not None else "").split())[:60]


def _number(text: str) -> str:
    """A number as Parliament writes it: capitals, plain hyphens, no spaces."""
    return re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"\s+", "", text)).upper()


def _key(value: Any) -> UUID | None:
    if value is None or value == "":
        return None
    try:
        return UUID(str(value).strip("{}() "))
    except ValueError:
        raise _Refused(Why.VALUE_WRONG, "Id") from None


def _text(values: dict[str, Any], name: str, most: int = MAX_CHARACTERS) -> str | None:
    """The text of a field with single spaces; empty for null, None where the field is absent."""
    if name not in values:
        return None
    value = values[name]
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _Refused(Why.VALUE_WRONG, name)
    text = " ".join(value.split())
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise _Refused(Why.VALUE_WRONG, name)
    if len(text) > most:
        raise _Refused(Why.TOO_LONG, name)
    return text


def _yes_or_no(values: dict[str, Any], name: str) -> bool | None:
    value = values.get(name)
    if value is None or value == "":
        return None
    told = {"true": True, "1": True, "ja": True, "false": False, "0": False, "nee": False}
    found = told.get(str(value).strip().casefold())
    if found is None:
        raise _Refused(Why.VALUE_WRONG, name)
    return found


def _moment(value: Any, name: str) -> datetime | None:
    """A moment; one without a zone is of the ministry's. None for null and for the year 1."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise _Refused(Why.DATE_WRONG, f"{name} {_short(value)}")
    text = value.strip()
    if text.startswith("0001-"):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _Refused(Why.DATE_WRONG, f"{name} {_short(value)}") from None
    if moment.year not in YEARS:
        raise _Refused(Why.DATE_WRONG, f"{name} {_short(value)}")
    return moment if moment.tzinfo else moment.replace(tzinfo=HOME)


def _day(name: str) -> Callable[[Any, dict[str, Any]], Any]:
    """Reads the day of a field in the ministry's time zone."""

    def read_it(kind: Any, values: dict[str, Any]) -> date | object | None:
        if name not in values:
            return None
        moment = _moment(values[name], name)
        return moment.astimezone(HOME).date() if moment else _NONE

    return read_it


def _words(name: str, most: int = MAX_CHARACTERS) -> Callable[[Any, dict[str, Any]], str | None]:
    return lambda kind, values: _text(values, name, most)


# --- what hangs on a row -----------------------------------------------------------------------------------


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
        raise _Refused(Why.VALUE_WRONG, names[0])
    for name in names:
        if found := _said(one, name).strip():
            return found[:60]
    found = re.search(r"[0-9a-fA-F-]{36}", str(one.get("Id") or one.get("@odata.id") or ""))
    return found.group(0).lower() if found else ""


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
        if not isinstance(one, dict) or "motie" in (_said(one, "Soort") or "motie").casefold()
    ]
    return list(dict.fromkeys(filter(None, (_name_of(one, "DocumentNummer", "Nummer") for one in own))))


def _vote(kind: Any, values: dict[str, Any]) -> str | None:
    found = _links(values, "Besluit")
    if found is None:
        return None
    votes = [_said(one, "BesluitSoort") for one in found if isinstance(one, dict)]
    return next((" ".join(vote.split())[:200] for vote in reversed(votes) if "stemm" in vote.casefold()), "")


def _actors(values: dict[str, Any], relations: set[str]) -> Iterator[dict[str, Any]]:
    """The actors of a motion that stand in one of these relations to it, under any name of the link."""
    for name in values:
        if name.endswith("ZaakActor"):
            for actor in _links(values, name) or []:
                if isinstance(actor, dict) and words.plain(_said(actor, "Relatie")) in relations:
                    yield actor


def _actor_name(one: Any) -> str:
    """The name of a person, a party or a committee, as far as the row spells it out."""
    if isinstance(one, str):
        return " ".join(one.split())
    if not isinstance(one, dict):
        return ""
    if whole := _said(one, "ActorNaam") or _said(one, "Naam") or _said(one, "NaamNL"):
        return " ".join(whole.split())
    first = _said(one, "Roepnaam") or _said(one, "Voornaam") or _said(one, "Initialen")
    parts = [first, _said(one, "Tussenvoegsel"), _said(one, "Achternaam")]
    if own := " ".join(" ".join(parts).split()):
        return own
    names = [_actor_name(one.get(part)) for part in ("Persoon", "Fractie", "Commissie") if one.get(part)]
    return ", ".join(filter(None, names)) or _said(one, "Afkorting")


def _people(kind: Any, values: dict[str, Any]) -> list[str] | None:
    if kind is ItemKind.COMMITMENT:
        found = _links(values, "ToegezegdAan")
        if found is None:
            return None
    elif any(name.endswith("ZaakActor") for name in values):
        found = list(_actors(values, _MOVERS))
    else:
        return None
    names = [_actor_name(one)[:200] for one in found]
    return list(dict.fromkeys(name for name in names if name and not re.fullmatch(r"[0-9a-f-]{36}", name)))


def _minister(kind: Any, values: dict[str, Any]) -> str | None:
    name = _text(values, "Naam", 200)
    if name:
        return name
    composed = _actor_name({key: value for key, value in values.items() if key != "Naam"})
    return composed[:200] or name


def _activity(kind: Any, values: dict[str, Any]) -> str | None:
    number = _text(values, "ActiviteitNummer", 40)
    if number is None and (found := _links(values, "Activiteit")):
        return _name_of(found[0], "Nummer")[:40]
    return number


def _dealt_with(kind: Any, values: dict[str, Any]) -> Any:
    if "Afgedaan" not in values:
        return None
    found = _yes_or_no(values, "Afgedaan")
    return _NONE if found is None else found


def _deadline(kind: Any, values: dict[str, Any]) -> Any:
    return _day("DatumNakoming" if kind is ItemKind.COMMITMENT else "Termijn")(kind, values)


def _made_on(kind: Any, values: dict[str, Any]) -> Any:
    return _day("Aanmaakdatum" if kind is ItemKind.COMMITMENT else "GestartOp")(kind, values)


#: How each field of an item is read. None means that the row does not say.
_FACTS: dict[str, Callable[[Any, dict[str, Any]], Any]] = {
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
