# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a proposal can be split in two: pure decisions, no database."""

import re
from collections.abc import Iterator
from itertools import pairwise

from praktijk.recommendations.intake.rules import words_pattern
from praktijk.sources.layout import readable
from praktijk.sources.reading.plain import even
from praktijk.sources.reading.rules import LANGUAGES, rules_for
from praktijk.sources.reading.sentences import sentences


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Verbs that can only be finite: after "and" they begin a clause of their own.
_FINITE = _words("""
    zal gaat wordt is heeft kan moet wil blijft komt stelt maakt doet neemt geeft zet onderzoekt informeert
    werkt brengt voert legt vraagt wijst streeft spreekt bespreekt bezoekt publiceert evalueert steunt zorgt
    houdt ziet vindt deelt onderschrijft acht biedt laat krijgt staat
    will shall is are was has does intends commits plans supports accepts agrees aims continues sets
    publishes considers reports reviews makes takes gives keeps asks
""")
#: Verbs that are finite beside their subject, but can be an infinitive or a noun elsewhere.
_BESIDE_A_SUBJECT = _FINITE | _words("""
    zullen gaan worden zijn hebben had hadden kunnen moeten willen blijven komen stellen maken doen nemen
    geven zetten onderzoeken informeren werken brengen voeren leggen vragen wijzen streven spreken bespreken
    bezoeken publiceren evalueren steunen zorgen houden zien vinden delen stel ga neem maak heb ben werk vraag
    were have had can must may would should intend commit plan support accept agree aim continue set
    publish consider report review make take give keep ask
""")
#: Verbs that tell somebody to do something: "give less, and give it for longer".
_ORDERS = _words("""
    geef neem maak stel zorg laat publiceer stop betrek versterk ga werk vraag onderzoek investeer zet breng
    houd blijf kies gebruik spreek evalueer
    give take make ensure let publish stop involve strengthen go work ask investigate invest put bring keep
    choose use review report
""")
_OFFICE = (
    r"kabinet|regering|minister(?:ie|s)?|bewindspersonen|staatssecretaris|ambassades?|posten|directie|"
    r"government|cabinet|ministry|secretary of state|embassies|department"
)
_MANY = re.compile(
    rf"(?:(?:het|de|the|our|onze)\s+(?:\w+\s+)?(?:{_OFFICE})(?:\s+(?:van|voor|of|for)\s+\w+)?"
    r"|ik|wij|we|zij|ze|i|they|(?-i:[A-Z]{2,6}))\s+",
    re.IGNORECASE,
)
#: Beside these a verb is singular: "en het maken van" is no clause.
_ONE = re.compile(r"(?:hij|het|dit|dat|deze|er|it|he|she|this|there)\s+", re.IGNORECASE)
#: What stands before the verb when the subject follows it: "and then the government will", "en daarna zal".
_FIRST = _words("""
    daarna daarnaast daarbij daarom daartoe daarover hierover hierbij hiertoe ook tevens vervolgens dan zo
    vanaf begin medio eind in uiterlijk op hiervoor daarvoor
""")
_CONJUNCTION = re.compile(r",?\s+(?=(?:en|maar|and|but)\s)")
_LEADING = re.compile(r"(?:en|maar|and|but)\s+", re.IGNORECASE)
_BREAK = re.compile(r";\s+|\n[ \t]*\n\s*|\n\s*(?=(?:[-–•*·▪○]|\d{1,2}[.)]|[a-z]\))\s)")
#: A clause has at least so many words after its verb.
_SHORTEST = 2
#: A verb that comes before its subject stands within so many words.
_NEAR = 6


def split_places(text: str, start: int, end: int, language: str) -> list[int]:
    """Places within a passage where a second one may sensibly begin.

    After a sentence, a semicolon or a point of a list, and before "and" or "but" with a clause of its own.
    """
    plain = even(text[start:end])[0]
    known = rules_for(language if language in LANGUAGES else "nl")
    breaks = {found.start for found in sentences(plain, 0, len(plain), known.abbreviations)}
    breaks |= {found.end() for found in _BREAK.finditer(plain)}
    edges = sorted(breaks | {0, len(plain)})
    for first, last in pairwise(edges):
        breaks |= set(_clauses(plain, first, last))
    return [
        start + at
        for at in sorted(breaks)
        if readable(text[start : start + at]) and readable(text[start + at : end])
    ]


def places_of(text: str, start: int, end: int, words: str) -> list[int]:
    """Each place within a passage where these words begin, at the beginning of a word; blanks count alike."""
    pattern = words_pattern(words)
    if pattern is None:
        return []
    found = [match.start() for match in pattern.finditer(text, start, end)]
    return [at for at in found if at == start or not (text[at - 1].isalnum() and text[at].isalnum())]


def without_conjunction(words: str) -> str:
    """Words that stand by themselves from now on, without the "and" that tied them to what went before."""
    return _LEADING.sub("", words, count=1) if _LEADING.match(words) else words


def _clauses(plain: str, first: int, last: int) -> Iterator[int]:
    """Where a coordinated main clause begins in a sentence, as far as one can tell."""
    for found in _CONJUNCTION.finditer(plain, first, last):
        before = [word.casefold() for word in re.findall(r"\w+", plain[first : found.start()])]
        after = _LEADING.sub("", plain[found.end() : last], count=1)
        ordered = bool(before) and before[0] in _ORDERS and _starts_with_verb(after, _ORDERS)
        if ordered or (_BESIDE_A_SUBJECT.intersection(before) and _is_clause(after)):
            yield found.end()


def _is_clause(words: str) -> bool:
    """Whether words begin with a finite verb, with a subject and its verb, or with a verb and its subject."""
    if _starts_with_verb(words, _FINITE):
        return True
    for subjects, verbs in ((_MANY, _BESIDE_A_SUBJECT), (_ONE, _FINITE)):
        subject = subjects.match(words)
        if subject and _starts_with_verb(words[subject.end() :], verbs):
            return True
    first, *others = words.split() or [""]
    if first.casefold() not in _FIRST:
        return False
    verb = next((at for at, word in enumerate(others[:_NEAR]) if word.casefold() in _BESIDE_A_SUBJECT), None)
    after = " ".join(others[verb + 1 :]) if verb is not None else ""
    return bool(_MANY.match(after) or _ONE.match(after))


def _starts_with_verb(words: str, verbs: frozenset[str]) -> bool:
    first, *others = words.split() or [""]
    return first.casefold() in verbs and len(others) >= _SHORTEST
