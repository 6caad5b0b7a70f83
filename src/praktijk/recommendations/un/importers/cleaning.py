# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what stands in a field to what it says: text, paragraph, states, session, position, date."""

import html
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from lxml import etree
from lxml import html as lxml_html

from praktijk.recommendations.un.importers.rows import digest
from praktijk.recommendations.un.words import Position, Type
from praktijk.reference.exchange.names import code_of_country
from praktijk.reference.exchange.spelling import plain

_ONE_PARAGRAPH = re.compile(r"<p>([^<]*)</p>")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+);")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\x00"))
_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_LINES = re.compile(r" ?\n[\n ]*")
_PARAGRAPH = re.compile(
    r"\s*\(?(?:(\d{1,3}(?:\.\d{1,3}){1,3})[.)]?(?:\s+(?=\S)|(?=[^\W\d_]))|(\d{1,3})[.)]\s+(?=\S))"
)
_FIRST_OF_A_LIST = re.compile(r"\s*\(1\)")
_PARAGRAPH_ON_A_LINE = re.compile(r"(?:^|\n)(\d{1,3})\.\s")
_NAMED = re.compile(r"[\s;,.:]*\(([^()]*(?:\([^()]*\)[^()]*)*)\)[\s;,.:]*$")
_IN_PARENTHESES = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)(?=\s*(?:[;.(]|$))")
_SOURCE_OF_POSITION = re.compile(
    r"(?:Source of position|Source de la position|Fuente de la posici[oó]n)\s*:\s*(?P<symbol>\S+)?.*$"
    r"|(?:^|(?<=\n))[^\S\n]*Comments?[^\S\n]*:.*$",
    re.IGNORECASE | re.DOTALL,
)
_IN_SOURCE_OF_POSITION = ("position", "posici", "comment")
_BETWEEN_STATES = re.compile(r"([,;/\n]|\b(?:and|et|y|e)\b|\b(?:on behalf of|au nom d[eu]s?|en nombre de)\b)")
_MOST_PARTS_OF_A_NAME = 4
_LETTERS_OF_A_CODE = 3
_SHORT_NAMES = frozenset({"UK", "USA", "UAE", "DRC"})
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SESSION = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_CYCLE = re.compile(r"c[iy]cl[eo]?\s*:?\s*(\d)", re.IGNORECASE)
_EPOCH_OF_EXCEL = date(1899, 12, 30)
_EARLIEST, _LATEST = date(1945, 1, 1), date(2100, 1, 1)
_GOAL = re.compile(
    r"^(?:(?:SDG|ODD|ODS|Goal|Objectif|Objetivo)\s*)?(\d{1,2})(?:\.(\d{1,2}|[a-d]))?\b", re.IGNORECASE
)
_GOALS = 17

_POSITIONS = {
    "supported": Position.SUPPORTED,
    "accepted": Position.SUPPORTED,
    "enjoy support": Position.SUPPORTED,
    "enjoys the support": Position.SUPPORTED,
    "enjoys support": Position.SUPPORTED,
    "acceptee": Position.SUPPORTED,
    "acceptees": Position.SUPPORTED,
    "appuyee": Position.SUPPORTED,
    "soutenue": Position.SUPPORTED,
    "recueille l adhesion": Position.SUPPORTED,
    "aceptada": Position.SUPPORTED,
    "apoyada": Position.SUPPORTED,
    "cuenta con el apoyo": Position.SUPPORTED,
    "noted": Position.NOTED,
    "rejected": Position.NOTED,
    "not supported": Position.NOTED,
    "notee": Position.NOTED,
    "prise en note": Position.NOTED,
    "tomada nota": Position.NOTED,
    "anotada": Position.NOTED,
    "se toma nota": Position.NOTED,
    "supported noted": Position.IN_PART,
    "noted supported": Position.IN_PART,
    "partially supported": Position.IN_PART,
    "supported in part": Position.IN_PART,
    "partly supported": Position.IN_PART,
    "acceptee notee": Position.IN_PART,
    "apoyada anotada": Position.IN_PART,
    "pending": Position.PENDING,
    "no response": Position.PENDING,
    "en attente": Position.PENDING,
    "pendiente": Position.PENDING,
}


def bare(value: str) -> str:
    """A value of a list without the sign before it ("- CRC")."""
    return value.strip().removeprefix("-").removeprefix("•").strip()


def text_of(markup: str) -> tuple[str, bool]:
    """(the text of HTML as a reader sees it, whether entities had to be told).

    Text that only looks like markup ("a < b") stays; what stands in a script stays as text.
    """
    entities = False
    if (simple := _ONE_PARAGRAPH.fullmatch(markup)) is not None:
        markup = simple[1]
    elif "<" in markup and _MARKUP.search(markup):
        entities = _ENTITY.search(markup) is not None
        markup = _without_markup(markup)
    for _ in range(2):  # some publishers escape twice
        if "&" not in markup or not _ENTITY.search(markup):
            break
        entities = True
        markup = html.unescape(markup)
    return tidy(markup), entities


def _without_markup(markup: str) -> str:
    try:
        root = lxml_html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):
        return _MARKUP.sub(" ", markup)
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            parts.append(element.tail or "")
            continue
        block = element.tag in _BLOCKS
        if event == "start":
            parts += ["\n" if block else "", element.text or ""]
        elif element is not root:
            parts += ["\n" if block else "", element.tail or ""]
    return "".join(parts)


def tidy(text: str) -> str:
    """A text with single spaces, without invisible signs and empty lines."""
    text = text.translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
    text = _SPACES.sub(" ", text)
    return (_LINES.sub("\n", text) if "\n" in text else text).strip()


def is_noise(text: str) -> bool:
    """Whether a text says nothing: a number, a letter, one word ("Annex"). Two words may be a demand."""
    return len(text) < 25 and len(_LETTERS.findall(text)) < 2


def paragraph_of(text: str) -> str:
    """The number of the paragraph before a text ("109.12"), or on a line of it; empty where there is none."""
    numbered = _numbered(text)
    if numbered is not None:
        return numbered[1] or numbered[2]
    found = _PARAGRAPH_ON_A_LINE.search(text) if "\n" in text else None
    return found[1] if found else ""


def _numbered(text: str) -> re.Match[str] | None:
    """The number before a text; "(1) ... (2) ..." is a list of the text's own."""
    if _FIRST_OF_A_LIST.match(text) and "(2)" in text:
        return None
    return _PARAGRAPH.match(text)


def without_source_of_position(text: str) -> tuple[str, str]:
    """(text without OHCHR's lines on where the position stands, symbol of that document)."""
    low = text.lower()  # nearly all texts have none of these, and that is told at once
    if not any(part in low for part in _IN_SOURCE_OF_POSITION):
        return text, ""
    found = _SOURCE_OF_POSITION.search(text)
    if found is None:
        return text, ""
    return text[: found.start()].strip(), (found["symbol"] or "").strip(".;, ")


def states_named(text: str) -> tuple[list[str], list[str], str]:
    """(codes of the states in the parentheses that end a text, names there nobody knows, text before them).

    A paragraph may hold several demands, each with its states after it: those count as well, where nothing
    but states stands between parentheses at the end of a sentence. Parentheses in which no state is named
    belong to the text.
    """
    last, unknown, rest = _states_at_end(without_source_of_position(text)[0])
    before: list[str] = []
    for found in _IN_PARENTHESES.finditer(rest):
        here, strange = _states(found[1])
        if not strange:
            before += here
    return list(dict.fromkeys(before + last)), unknown, rest


def _states_at_end(text: str) -> tuple[list[str], list[str], str]:
    codes: dict[str, None] = {}
    unknown: list[str] = []
    rest = text
    while (found := _NAMED.search(rest)) is not None:
        here, strange = _states(found[1])
        if not here:
            break
        codes = dict.fromkeys(here) | codes
        unknown = strange + unknown
        rest = rest[: found.start()].rstrip(" ;,.")
    return list(codes), unknown, rest


def _code(name: str) -> str | None:
    """The state of a name between parentheses; an abbreviation there is seldom a state (MDG, CAT, ICC)."""
    short = len(name.strip()) <= _LETTERS_OF_A_CODE
    return None if short and name.strip() not in _SHORT_NAMES else code_of_country(name)


def _states(words: str) -> tuple[list[str], list[str]]:
    whole = _code(words)
    if whole:
        return [whole], []
    names = [name.strip() for name in re.split(r"[,;\n]", words) if name.strip()]
    known = [_code(name) for name in names]
    return ([one for one in known if one], []) if all(known) else _states_of_parts(words)


def _states_of_parts(words: str) -> tuple[list[str], list[str]]:
    """The states where names themselves hold "and" or a comma: of the parts the longest known name."""
    pieces = _BETWEEN_STATES.split(words)
    codes: list[str] = []
    unknown: list[str] = []
    place = 0
    while place < len(pieces):
        for parts in range(_MOST_PARTS_OF_A_NAME, 0, -1):
            code = _code("".join(pieces[place : place + 2 * parts - 1]))
            if code:
                codes.append(code)
                place += 2 * parts
                break
        else:
            if name := pieces[place].strip():
                unknown.append(name)
            place += 2
    return codes, unknown


def wording_of(text: str) -> UUID:
    """The digest of the words of a recommendation; see `plain_words`."""
    return digest(plain_words(text))


def plain_words(text: str) -> str:
    """The words of a recommendation: without number, states, capitals and signs."""
    text, _ = without_source_of_position(text)
    if (numbered := _numbered(text)) is not None:
        text = text[numbered.end() :]
    if text.rstrip(" ;,.:\n").endswith(")"):
        text = _states_at_end(text)[2]
    return plain.__wrapped__(text)


@lru_cache(maxsize=1_000)
def session_of(words: str) -> tuple[int | None, int | None]:
    """(session, cycle as far as named) out of "28th Session - Cycle 2", "28", "28e session"."""
    named = _CYCLE.search(words)
    before = words[: named.start()] if named else words
    found = _SESSION.search(before)
    return (int(found[1]) if found else None), (int(named[1]) if named else None)


@lru_cache(maxsize=1_000)
def position_of(words: str) -> Position | None:
    """The position that these words say; None where nobody can tell."""
    return _POSITIONS.get(plain(words).replace("'", " "))


def position_together(positions: set[Position]) -> str:
    """The position of several together: in part where the state under review answered differently."""
    if len(positions) > 1 and positions - {Position.PENDING}:
        rest = positions - {Position.PENDING}
        return Position.IN_PART if len(rest) > 1 else rest.pop()
    return next(iter(positions), "")


@lru_cache(maxsize=1_000)
def type_of(words: str) -> Type | None:
    """Recommendation or concern, in English, French or Spanish; None for another kind."""
    said = plain(words)
    if "recom" in said:
        return Type.RECOMMENDATION
    if any(stem in said for stem in ("concern", "observa", "preoc")):
        return Type.CONCERN
    return Type.PLEDGE if any(stem in said for stem in ("pledge", "engagement", "promesa")) else None


@lru_cache(maxsize=10_000)
def date_of(value: str) -> date | None:
    """A day out of an ISO date (with or without time), day/month/year, or the serial number of Excel."""
    value = value.strip()
    for read in _READERS:
        try:
            found = read(value)
        except (ValueError, OverflowError):
            continue
        if _EARLIEST <= found <= _LATEST:
            return found
    return None


_READERS: tuple[Callable[[str], date], ...] = (
    lambda value: date.fromisoformat(value[:10]),
    lambda value: _EPOCH_OF_EXCEL + timedelta(days=int(float(value))),
    lambda value: datetime.strptime(value, "%d/%m/%Y").date(),  # noqa: DTZ007 - a day has no zone
    lambda value: datetime.strptime(value, "%d %b %Y").date(),  # noqa: DTZ007
    lambda value: datetime.strptime(value, "%d %B %Y").date(),  # noqa: DTZ007
)


@lru_cache(maxsize=1_000)
def goal_of(words: str) -> str | None:
    """The number of a goal or target ("16.3 - Promote the rule of law": "16.3"); None for another text."""
    found = _GOAL.match(words.strip())
    if found is None or not 1 <= int(found[1]) <= _GOALS:
        return None
    return f"{int(found[1])}.{found[2].lower()}" if found[2] else str(int(found[1]))
