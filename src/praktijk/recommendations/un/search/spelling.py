# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was meant by words of which nothing is found: the nearest words that the corpus does use.

Near is counted in optimal string alignments: one for each letter that was left out, added, or typed instead
of another, and one for two letters that changed places (L. Boytsov, "Indexing methods for approximate
dictionary searching", ACM Journal of Experimental Algorithmics 16, 2011). A word that is used ten thousand
times more than another may be one letter farther away: the corpus has typing errors of its own.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable
from math import log10

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from rapidfuzz import process
from rapidfuzz.distance import OSA

from praktijk.recommendations.un.models import CorpusState, UNText, WordList
from praktijk.recommendations.un.search.words import parts_of

_WORD = re.compile(r"[^\W\d_]{3,40}")
_LEAST_LETTERS = 4
_NAME = "un.learn_words"
#: At most so many words are set right: who typed more typed something else than words to search for.
_MOST_WORDS = 8


@app.task(name=_NAME, queueing_lock=_NAME, priority=-50)
def learn_words() -> None:
    """Learn the words of the corpus in the background."""
    learn()


def learn_after_import() -> None:
    """Have the words learnt once what is being stored is there."""
    transaction.on_commit(_ask)


def _ask() -> None:
    try:
        learn_words.defer()
    except AlreadyEnqueued:
        return


def learn() -> None:
    """Keep which words the corpus uses, and how often; nothing when they are those of this version.

    Reads all texts: some five seconds for 270,000 of them.
    """
    version = CorpusState.objects.values_list("version", flat=True).first() or 0
    if WordList.objects.filter(version=version).exists():
        return
    used = words_in(UNText.objects.values_list("text", flat=True).iterator(chunk_size=5_000))
    lines = "\n".join(f"{word} {count}" for word, count in used.most_common())
    WordList.objects.update_or_create(
        pk=1, defaults={"version": version, "data": zlib.compress(lines.encode())}
    )


def words_in(texts: Iterable[str]) -> Counter[str]:
    """How often each word occurs in texts, in small letters."""
    used: Counter[str] = Counter()
    for text in texts:
        used.update(_WORD.findall(text.lower()))
    return used


_known: tuple[int, dict[str, int]] = (-1, {})


def _words() -> dict[str, int]:
    """The words that were learnt, the most used first, with how often each is used. Two small queries."""
    global _known
    version = WordList.objects.values_list("version", flat=True).first()
    if version is None:
        return {}
    if _known[0] != version:
        data = WordList.objects.values_list("data", flat=True).first()
        lines = zlib.decompress(bytes(data or b"")).decode().splitlines()
        _known = version, {word: int(count) for word, count in (line.split(" ") for line in lines)}
    return _known[1]


def instead_of(typed: str) -> str:
    """What was typed with the words that the corpus does not use set right; empty where nothing is nearer.

    What is only the beginning of a word becomes a beginning ("tortu" asks "tortu*"). What is not wanted, and
    what was typed as a beginning, stays as it is.
    """
    used = _words()
    unknown = [
        word
        for part in parts_of(typed)
        if not part.unwanted and not part.beginning
        for word in part.words.split()
        if _WORD.fullmatch(word) and word.lower() not in used
    ]
    if not used or not 0 < len(unknown) <= _MOST_WORDS:
        return ""
    meant = typed
    for word in dict.fromkeys(unknown):
        if nearest := _nearest(word.lower(), used):
            meant = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", nearest, meant)
    return meant if meant != typed else ""


def _nearest(word: str, used: dict[str, int]) -> str:
    if any(other.startswith(word) for other in used):
        return f"{word}*"
    if len(word) < _LEAST_LETTERS:
        return ""
    most = 1 if len(word) < 6 else 2 if len(word) < 10 else 3
    near = process.extract(word, used.keys(), scorer=OSA.distance, score_cutoff=most, limit=50)
    return min(near, key=lambda one: one[1] - log10(used[one[0]]) / 4)[0] if near else ""
