# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""References to documents, each with its exact characters and one fixed name.

Kamerstuk 32 735, nr. 370             kst-32735-370
Kamerstukken II 2024/25, 36 600 V, nr. 24   kst-36600-V-24
Aanhangsel van de Handelingen ...     ah-2024-2025-1234
de motie-Jansen c.s.                  motie-jansen-cs (kst-... when its number is given)
TZ202412-123                          TZ202412-123
A/HRC/52/1                            A/HRC/52/1
COM(2023) 123                         COM(2023) 123
Verordening (EU) 2024/1760            (EU) 2024/1760
Cm 9999, CP 123, HC 123               Cm 9999, CP 123, HC 123
ECLI:NL:HR:2019:2006                  ECLI:NL:HR:2019:2006
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from praktijk.sources.reading.model import Reference, Span

_DOSSIER = r"(?P<dossier>\d{2}[ .\u00a0]?\d{3}(?:-\d\d(?!\d))?)"
# The chapter of a budget: a Roman number or a letter, with a bar or a blank before it.
_CHAPTER = r"(?:\s?[- ]?\s?\(?(?P<chapter>[IVX]{1,6}[A-E]?|[A-Z]))?\)?(?![\w])"
_NUMBER = r"(?:nrs?\.?|no\.?|nummer|number|#)\s?(?P<number>\d{1,4}|[A-Z]{1,3}(?![a-z]))"
_MORE = r"(?P<more>(?:\s?(?:,|en|and|&)\s?(?:nr\.?\s?)?\d{1,4}(?![\d/]|\s?\d{3}))*)"
_SESSION = r"(?:(?:I{1,2}|EK|TK)\s?[,/]?\s?)?(?:\s?(?:19|20)\d\d\s?[-/–]\s?(?:19|20)?\d\d\s?,?\s?)?"
_WORD = (
    r"(?:(?:[Bb]ijlagen? bij |[Aa]nnex(?:es)? to )?(?:[Kk]amerstuk(?:ken)?|[Pp]arliamentary [Pp]apers?|[Kk]st\.?|"
    r"[Dd]ossier(?:nummer)?|TK|EK|House of Representatives)\s?)"
)

_KAMERSTUK = re.compile(
    rf"(?<![\w/])(?:{_WORD}[:,]?\s?{_SESSION})?{_DOSSIER}{_CHAPTER}\s?[,;:]?\s?(?:\(\s?)?{_NUMBER}{_MORE}(?![\w])"
)
_KAMERSTUK_BARE = re.compile(
    rf"(?<!\w){_WORD}[:,]?\s?{_SESSION}{_DOSSIER}{_CHAPTER}(?:\s?[-/]\s?|\s?,\s?)(?P<number>\d{{1,4}}(?![\d/]|\s\d{{3}})|[A-Z]{{1,2}}(?!\w))"
)
_NUMBER_FIRST = re.compile(
    r"(?<!\w)[Nn]r\.?\s?(?P<number>\d{1,4})\s?\(\s?(?P<dossier>\d{2}[ .]?\d{3})\s?[- ]?\s?(?P<chapter>[IVX]{1,6}[A-E]?|[A-Z])?\s?\)"
)
_KST = re.compile(
    r"(?<![\w-])kst-(?P<dossier>\d{5})(?:-(?P<chapter>[IVX]{1,6}[A-E]?|[A-Z]))?-(?P<number>\w{1,4})(?![\w])"
)
_HANDELINGEN = re.compile(
    r"(?<!\w)(?P<what>[Aa]anhangsel(?: van de)? [Hh]andelingen|[Aa]anhangsel|[Hh]andelingen)"
    r"(?:\s(?P<chamber>I{1,2}))?,?\s?(?:vergaderjaar\s)?(?P<year>(?:19|20)\d\d)\s?[-/–]\s?(?P<year2>(?:19|20)?\d\d)"
    r",?\s?(?:nr\.?|nummer)\s?(?P<number>\d{1,5})(?:,?\s?item\s(?P<item>\d{1,3}))?"
)
_NAME = r"(?:(?:[Vv]an (?:der |den |de |het |'t )?|[Dd]e |[Dd]en |[Tt]er |[Tt]en |[Ee]l )?[A-Z\u00c0-\u00de][\w\u00c0-\u017f']+)"
_NAMES = rf"{_NAME}(?:(?:[-/–]| en | and ){_NAME}){{0,4}}(?:\s[Cc]\.?\s?[Ss]\.?(?!\w))?"
_MOTION = re.compile(
    rf"(?<!\w)(?:[Mm]otie|[Aa]mendement)(?:\s?[-–]\s?|\s(?:van (?:het lid |de leden |lid )|(?:het lid|de leden|lid)\s)?)"
    rf"(?P<names>{_NAMES})"
)
_MOTION_EN = re.compile(
    rf"(?<!\w)(?:(?P<names>{_NAMES}) motion|[Mm]otion (?:by|of|from|tabled by) (?:(?:the )?(?:member|MP)s? )?(?P<by>{_NAMES}))"
)
_PLEDGE = re.compile(r"(?<!\w)TZ\s?(?P<month>\d{6})\s?-\s?(?P<number>\d{1,4})(?!\w)")
_UN = re.compile(
    r"(?<![\w/])(?:(?:A|S|E|ST|HRI|DP|UNDP|JIU|TD|UNEP|FCCC|CBD)/(?:[A-Z0-9][\w.\-]*(?:\(\w+\))?/?){1,8}"
    r"|(?:CCPR|CERD|CEDAW|CRC|CRPD|CAT|CED|CMW|CESCR|OPCAT|SPT|UNHCR|UNICEF|UNW)/(?:[A-Z0-9][\w.\-]*/?){1,8})"
)
_EU_DOCUMENT = re.compile(
    r"(?<!\w)(?P<kind>COM|JOIN|SWD|SEC|C)\s?\((?P<year>(?:19|20)\d\d)\)\s?(?P<number>\d{1,5})(?P<final>\s?(?:final|def(?:initief)?\.?))?"
)
_EU_LAW = re.compile(
    r"(?<!\w)(?:(?:[Uu]itvoerings|[Gg]edelegeerde )?(?:[Vv]erordening|[Rr]ichtlijn|[Bb]esluit|[Kk]aderbesluit|[Rr]egulation|[Dd]irective|[Dd]ecision)"
    r"\s)?\((?P<union>EU|EG|EC|EEG|EEC|GBVB|CFSP)(?:,\s?Euratom)?\)\s?(?:nr\.?\s?|[Nn]o\.?\s?)?(?P<number>\d{1,4}/\d{2,4})(?!\w)"
    r"|(?<!\w)(?:[Rr]ichtlijn|[Dd]irective|[Bb]esluit|[Dd]ecision)\s(?P<old>\d{2,4}/\d{1,4}/(?:EG|EC|EU|EEG|EEC|GBVB|CFSP|JBZ|JHA))(?!\w)"
)
_COMMAND = re.compile(
    r"(?<![\w.])(?P<kind>CP|Cm|Cmd|Cmnd|HC|HL|HL Paper|SG)(?:\.\s?|\s)(?P<number>\d{1,5}(?:-[IVX]+)?)(?![\w-])(?!\s?(?:million|mln|euro))"
)
_JUDGMENT = re.compile(r"(?<!\w)ECLI:[A-Z]{2,3}:[A-Z]{2,7}:(?:19|20)\d\d:[A-Z0-9.]{1,25}(?<!\.)")
_RESOLUTION_YEAR = re.compile(r"\s\((?:19|20)\d\d\)")
_BLANKS = re.compile(r"[ .\u00a0]")


def find_references(text: str) -> tuple[Reference, ...]:
    """All references in the letter's own text, footnotes included, from left to right, none overlapping."""
    found: list[Reference] = []
    for reference in (*_motions(text), *_parliament(text), *_others(text)):
        if not any(reference.span.overlaps(other.span) for other in found):
            found.append(reference)
    return tuple(sorted(found, key=lambda one: one.span))


def _motions(text: str) -> Iterator[Reference]:
    """Motions; one whose number follows at once takes the number as its name."""
    if "oti" not in text and "mendement" not in text:
        return
    for pattern in (_MOTION, _MOTION_EN):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            names = groups["names"] or groups.get("by") or ""
            tail = _motion_number(text, match.end())
            if tail is not None:
                yield _reference(text, match.start(), tail[1], tail[0])
            else:
                yield _reference(text, match.start(), match.end(), _motion_id(names))


def _motion_number(text: str, at: int) -> tuple[str, int] | None:
    opening = re.compile(r",?\s?\(\s?|,\s").match(text, at)
    if opening is None:
        return None
    for pattern in (_NUMBER_FIRST, _KAMERSTUK, _KAMERSTUK_BARE):
        match = pattern.match(text, opening.end())
        if match is not None:
            end = match.end()
            if "(" in opening.group() and text[end : end + 1] == ")":
                end += 1
            return _kamerstuk_id(match), end
    return None


def _motion_id(names: str) -> str:
    words = re.sub(r"[^\w]+", "-", names.replace(".", "").lower()).strip("-")
    return f"motie-{words}"


def _parliament(text: str) -> Iterator[Reference]:
    for pattern in (_KST, _NUMBER_FIRST, _KAMERSTUK, _KAMERSTUK_BARE):
        for match in pattern.finditer(text):
            more = match.groupdict().get("more") or ""
            if not more:
                yield _reference(text, match.start(), match.end(), _kamerstuk_id(match))
                continue
            yield _reference(text, match.start(), match.start("more"), _kamerstuk_id(match))
            for number in re.finditer(r"\d{1,4}", more):
                start = match.start("more") + number.start()
                name = _kamerstuk_id(match, number.group())
                yield _reference(text, start, start + len(number.group()), name)
    for match in _HANDELINGEN.finditer(text):
        kind = "ah" if match["what"].lower().startswith("aanhangsel") else "h"
        second = match["year2"] if len(match["year2"]) == 4 else match["year"][:2] + match["year2"]
        item = f"-{match['item']}" if match["item"] else ""
        chamber = "ek" if match["chamber"] == "I" else "tk"
        yield _reference(
            text, *match.span(), f"{kind}-{chamber}-{match['year']}{second}-{match['number']}{item}"
        )
    for match in _PLEDGE.finditer(text):
        yield _reference(text, *match.span(), f"TZ{match['month']}-{match['number']}")


def _others(text: str) -> Iterator[Reference]:
    for match in _UN.finditer(text):
        end = match.end()
        year = _RESOLUTION_YEAR.match(text, end) if match.group().startswith("S/RES/") else None
        if year is not None:
            yield _reference(text, match.start(), year.end(), f"{match.group()} {year.group().strip()}")
            continue
        while text[end - 1] in "./-":
            end -= 1
        if text.count("/", match.start(), end) and any(char.isdigit() for char in text[match.start() : end]):
            yield _reference(text, match.start(), end, text[match.start() : end])
    for match in _EU_DOCUMENT.finditer(text):
        yield _reference(text, *match.span(), f"{match['kind']}({match['year']}) {match['number']}")
    for match in _EU_LAW.finditer(text):
        name = match["old"] or f"({match['union']}) {match['number']}"
        yield _reference(text, *match.span(), name)
    for match in _JUDGMENT.finditer(text):
        yield _reference(text, *match.span(), match.group())
    for match in _COMMAND.finditer(text):
        yield _reference(text, *match.span(), f"{match['kind']} {match['number']}")


def _kamerstuk_id(match: re.Match[str], number: str | None = None) -> str:
    parts = ["kst", _BLANKS.sub("", match["dossier"])]
    if match["chapter"]:
        parts.append(match["chapter"])
    parts.append(number or match["number"])
    return "-".join(parts)


def _reference(text: str, start: int, end: int, name: str) -> Reference:
    span = Span(start, end)
    return Reference(span.of(text), name, span)
