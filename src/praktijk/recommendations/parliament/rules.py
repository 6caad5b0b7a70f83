# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions about what Parliament keeps and what we keep: no database, no clock."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from praktijk.recommendations.parliament.words import ItemKind, ItemStatus
from praktijk.recommendations.rules import CLOSED, State

#: Our states that say the same as Parliament's; any other one is a difference. Of a motion Parliament keeps
#: whether it was voted on, not whether it was carried out: that is no state to compare.
SAME_STATE: dict[ItemStatus, frozenset[State]] = {
    ItemStatus.OPEN: frozenset({State.OPEN, State.IN_PROGRESS, State.DELIVERED}),
    ItemStatus.PARTLY_MET: frozenset({State.PARTLY_SETTLED}),
    ItemStatus.MET: frozenset({State.SETTLED}),
}


class Differs(StrEnum):
    """In what our register and Parliament's differ."""

    STATE = "state"
    DEADLINE = "deadline"
    REMOVED = "removed"
    UNLINKED = "unlinked"
    UNNUMBERED = "unnumbered"


#: Differences between a commitment and the item that it is linked to.
OF_A_LINK = (Differs.STATE, Differs.DEADLINE, Differs.REMOVED)


@dataclass(frozen=True)
class Pair:
    """A commitment of ours beside the item of Parliament that it is linked to."""

    kind: ItemKind
    status: ItemStatus
    deadline: date | None
    removed: bool
    state: State
    due_latest: date | None


def differences(pair: Pair) -> list[Differs]:
    """In what the two differ; nothing but the removal is compared with what Parliament removed.

    A deadline is compared as long as something is due on both sides: with the last day of our window.
    """
    if pair.removed:
        return [Differs.REMOVED]
    found = []
    commitment = pair.kind is ItemKind.COMMITMENT
    if commitment and pair.state not in SAME_STATE[pair.status]:
        found.append(Differs.STATE)
    due = pair.state not in CLOSED and pair.status is not ItemStatus.MET
    if due and (commitment or pair.deadline) and pair.deadline != pair.due_latest:
        found.append(Differs.DEADLINE)
    return found


# Words that say what every promise says tell nothing of what it is about.
_EMPTY_WORDS = (
    "aan aangaande aangeven alle alsmede alvorens and andere antwoord begin bekijken betreffende bij binnen "
    "brief brieven bewindspersoon daarbij daarin daarna daarover daarvan dan dat deze die dit door doen een "
    "einde eind eerste gaan gaat haar hebben heeft het hierbij hierover hij hoe indien informatie informeert "
    "informeren ingaan inzake jaar jaarlijks kabinet kamer kamerbrief komen komt kunnen kwartaal leden lid "
    "maand maken mededelen meer meenemen met minister ministerie moet mogelijk motie naar neemt nemen niet "
    "nog nader nadere oktober ontvangt onder ook over per periode regering reactie samen schriftelijk sturen "
    "stuurt staatssecretaris tijdens toe toegezegd toegezegde toezegging tot tussen tweede uit van vanuit "
    "verzoekt verder volgende volgend voor voorjaar najaar waarin waarop wanneer wat welke wel werd wil "
    "januari februari maart april juni juli augustus september november december twee drie vier vijf zeven "
    "acht negen tien week weken maanden jaren dagen uiterlijk "
    "worden wordt zal zich zijn zoals zomer zoveel zullen the for that this will with its from report"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
_STEM = 7  # letters of a word that count: endings differ, and so do the second halves of compounds


def telling_words(text: str) -> dict[str, str]:
    """The words of a text that tell what it is about, by the letters that they are compared by."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign)
    )
    words = re.findall(r"[^\W\d_]{4,}", plain)
    return {word[:_STEM]: word for word in words if word not in _EMPTY}


@dataclass(frozen=True)
class Likeness:
    """How much a commitment is like an item, 0 to 1, and why."""

    score: float
    words: tuple[str, ...] = ()
    same_deadline: bool = False
    named_document: bool = False


#: Below this a likeness is chance.
LIKELY = 0.2


def likeness(
    *, theirs: str, ours: str, deadlines: tuple[date | None, date | None], named_document: bool
) -> Likeness:
    """How much our words are like theirs.

    Counted are the telling words that both have, against the shorter text; at least two, unless the
    deadlines are the same or Parliament names the document that ours stands in.
    """
    their_words, our_words = telling_words(theirs), telling_words(ours)
    shared = [our_words[stem] for stem in our_words if stem in their_words]
    same_deadline = deadlines[0] is not None and deadlines[0] == deadlines[1]
    shorter = max(min(len(their_words), len(our_words)), 1)
    score = len(shared) / max(shorter, 4)
    if len(shared) < 2 and not same_deadline and not named_document:
        score = 0.0
    score = min(1.0, score + 0.2 * (same_deadline and bool(shared)) + 0.3 * named_document)
    return Likeness(score, tuple(shared[:6]), same_deadline, named_document)
