# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a heading looks like when nothing but its words tells."""

from __future__ import annotations

import re

from praktijk.sources.reading.model import Block
from praktijk.sources.reading.rules import Rules

LONGEST = 220
_NUMBERING = re.compile(
    r"(?P<number>(?:R?\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?|[IVX]{1,5}|[A-H])[.):]?)[ \t]+(?=[\"'A-Z\u00c0-\u00de0-9])"
)
_LETTER = re.compile(r"[^\W\d_]")
_LABEL_LINE = re.compile(
    r"(?:aanbeveling|recommendation|reactie|response|advies)\b[^\n]{0,12}$", re.IGNORECASE
)
# What an order in Dutch does not end in, and a noun or adjective may.
_NOUN_ENDINGS = (
    "ing",
    "ingen",
    "heid",
    "heden",
    "en",
    "e",
    "er",
    "ers",
    "schap",
    "tie",
    "ties",
    "aar",
    "t",
    "s",
)
_SENTENCE_STOP = re.compile(r"[a-z)\]]{2}[.;]\s+[A-Z(]")
_DATE_LINE = re.compile(r"[\d\s./:-]+$")


def numbering(words: str) -> str:
    """The number before a heading's words ("2.1"), or an empty string."""
    match = _NUMBERING.match(words)
    return match["number"].rstrip(".):") if match else ""


def is_label_line(words: str) -> bool:
    """A line that only names what follows: "Aanbeveling 3", "Reactie"."""
    return len(words) < 60 and _LABEL_LINE.match(words) is not None


def is_heading(plain: str, block: Block, rules: Rules) -> bool:
    """Whether a paragraph is a heading: short, without a final stop, no sentence, no address."""
    words = plain[block.start : block.end]
    if len(words) > LONGEST or words.rstrip("\"')")[-1:] in {".", ";", ",", ""}:
        return False
    number = _NUMBERING.match(words)
    if block.kind == "list_item" and number is None:
        return False
    bare = words[number.end() :] if number else words
    bare = bare.strip("\"'*_# ")
    if len(bare) < 3 or not bare[0].isupper() or _LETTER.search(bare) is None or _DATE_LINE.match(bare):
        return False
    low = bare.lower()
    if len(bare.split()) > 4 and rules.due.ends_in_date.search(low):
        return False
    moment = rules.due.pattern.search(low)
    if moment is not None and moment.end() == len(low) and rules.due.prefix.fullmatch(low, 0, moment.start()):
        return False
    if rules.due.pattern.fullmatch(low) or rules.due.dateline.fullmatch(low):
        return False
    if (
        not any(char.islower() for char in bare)
        and any(char.isdigit() for char in bare)
        and len(bare.split()) < 4
    ):
        return False  # the number of a paper
    if is_furniture(low, rules) or ("@" in low or "://" in low):
        return False
    tokens = low.split()
    if _SENTENCE_STOP.search(bare):
        return False
    label = rules.label.match(low)
    if label is not None and label["mark"] == ":" and low[label.end() :].strip() and label["number"] is None:
        return False
    if is_imperative(low, rules) or is_label_line(words):
        return True
    if label is not None and label["number"] is not None and not words.endswith(":"):
        return True
    if words.endswith(":") or tokens[-1] in rules.lists["headings.open_end"] or "\t" in words:
        return False
    if label is not None and label["mark"] == ":" and low[label.end() :].strip():
        return False
    if words.endswith("?"):
        return len(tokens) <= 16
    if len(tokens) > 16 or "|" in words:
        return False
    finite = any(token in rules.lists["headings.finite"] for token in tokens[1:])
    if finite and (len(tokens) > 8 and number is None):
        return False
    return "\n" not in words or len(tokens) <= 14


def is_furniture(low: str, rules: Rules) -> bool:
    """Parts of a letter's head and foot: addresses, dates, signatures."""
    if any(low.startswith(start) for start in rules.lists["headings.never"]):
        return True
    return any(low == whole or low.startswith(whole + " ") for whole in rules.lists["headings.never_whole"])


def is_imperative(low: str, rules: Rules) -> bool:
    """Whether lower-case words begin as an order ("Laat ...", "Strengthen ...") does."""
    tokens = low.split(None, 3)
    if len(tokens) < 2:
        return False
    lists = rules.lists
    verb, following = tokens[0].strip("\"'(*"), tokens[1]
    if (len(following.strip(".:)")) == 1 and following.strip(".:)") not in {"a", "u"}) or following.rstrip(
        ".:)"
    ).isdigit():
        return False  # "Deel B."
    if following in lists["imperatives.not_after"] or verb in lists["imperatives.not_verbs"]:
        return False
    if verb in lists["imperatives.nouns"] and following in lists["imperatives.not_after_noun"]:
        return False
    if verb in lists["imperatives.verbs"]:
        return True
    if len(verb) > 5 and rules.imperative_ending and verb.endswith(rules.imperative_ending):
        return True
    return (
        len(tokens) > 3
        and len(verb) > 4
        and verb.startswith(tuple(lists["imperatives.prefixes"]))
        and not verb.endswith(_NOUN_ENDINGS)
    )
