# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Knowing the same letter again in another file: by its identifier, or by its words.

The words are compared by min-wise hashing (A. Broder, "On the resemblance and containment of documents",
1997): of all runs of five words the smallest hashes are kept, and two letters resemble each other by the
share of these that they have in common. Layout, page headers and a corrected word change little of that.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence

from django.db.models import Q

from praktijk.recommendations.intake.models import LetterReading
from praktijk.sources.models import Document

#: How many hashes are kept of a letter, and of how many words each is.
KEPT = 128
_RUN = 5
#: Letters that have this share in common are one letter; a yearly letter that repeats the last one has less.
SAME = 0.6


def sketch(text: str) -> list[int]:
    """The smallest hashes (63 bits) of the runs of words in a text, in order; of no words, none."""
    words = re.findall(r"\w+", text.casefold())
    runs = (
        {" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))} if words else set()
    )
    hashes = {
        int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big") >> 1 for run in runs
    }
    return sorted(hashes)[:KEPT]


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """How alike two texts are by their sketches: 0.0-1.0."""
    smallest = sorted({*one, *other})[:KEPT]
    both = set(one) & set(other)
    return sum(number in both for number in smallest) / len(smallest) if smallest else 0.0


def same_letters(*, text_sketch: Sequence[int], identifier: str, but: int | None = None) -> list[int]:
    """The keys of documents that are the same letter as the one with this sketch or identifier.

    `but` is the key of the document itself. Two queries, whatever there is.
    """
    named = Document.objects.exclude(identifier="").filter(identifier__iexact=identifier)
    found = set(named.values_list("pk", flat=True)) if identifier else set()
    alike: Iterable[tuple[int, list[int]]] = LetterReading.objects.filter(
        Q(sketch__overlap=list(text_sketch))
    ).values_list("document_id", "sketch")
    found |= {key for key, known in alike if resemblance(text_sketch, known) >= SAME}
    return sorted(found - {but})
