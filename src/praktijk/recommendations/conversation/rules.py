# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions about comments: who is named in a text."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

#: Characters that a comment may have; what is longer belongs in a note or a file.
LONGEST = 5000

#: An @ that begins a word: not the one within an e-mail address.
_CALL = re.compile(r"(?<![\w@.+-])@(?=\w)")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True)
class Account:
    """Somebody who can be named: by the whole name, by one word of it, or by e-mail address."""

    pk: int
    name: str
    email: str


@dataclass(frozen=True)
class Mention:
    """Somebody called in a text: the words that call them, and all whom these can mean."""

    words: str
    meant: tuple[Account, ...]


def has_mentions(text: str) -> bool:
    """Whether anybody is called in a text at all."""
    return _CALL.search(text) is not None


def mentions(text: str, people: Iterable[Account]) -> list[Mention]:
    """Everybody called with an @ in a text, each once, in the order of the text.

    An e-mail address means who has it. Else the longest whole name with which the words after the @ begin
    counts; where there is none, the first word, if it is a word of somebody's name. Case does not matter.
    """
    known = list(people)
    found = {mention.words.casefold(): mention for mention in _all(unicodedata.normalize("NFC", text), known)}
    return list(found.values())


def _all(text: str, people: list[Account]) -> Iterable[Mention]:
    for call in _CALL.finditer(text):
        rest = text[call.end() :]
        if address := _ADDRESS.match(rest):
            words = address.group()
            yield Mention(words, tuple(one for one in people if one.email.casefold() == words.casefold()))
        elif whole := _called_in_full(rest, people):
            yield Mention(whole[0].name, tuple(whole))
        else:
            word = _WORD.match(rest)
            words = word.group().rstrip("-'’") if word else rest[:1]
            yield Mention(words, tuple(one for one in people if words.casefold() in _words_of(one.name)))


def _called_in_full(rest: str, people: list[Account]) -> list[Account]:
    folded = rest.casefold()
    called = [one for one in people if _begins_with(folded, _folded(one.name))]
    longest = max((len(one.name) for one in called), default=0)
    return [one for one in called if len(one.name) == longest]


def _begins_with(text: str, name: str) -> bool:
    return bool(name) and text.startswith(name) and re.match(r"-?\w", text[len(name) :]) is None


def _words_of(name: str) -> set[str]:
    return set(_WORD.findall(_folded(name)))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
