# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names that people decided on, names that wait for that, and entries that were added to a list."""

from datetime import datetime

from praktijk.reference.exchange.names import Names
from praktijk.reference.exchange.spelling import plain
from praktijk.reference.exchange.terms import Kind
from praktijk.reference.models import Spelling, Term


def known_names() -> Names:
    """The names as they are known at this moment. Two queries."""
    names = Names()
    for kind, bare, key in Spelling.objects.exclude(decided_at=None).values_list("kind", "plain", "key"):
        names.decided.setdefault(Kind(kind), {})[bare] = key
    for term in Term.objects.all():
        added = names.added.setdefault(Kind(term.kind), {})
        for name in (term.key, term.name_nl, term.name_en):
            added[plain(name)] = term.key
    return names


def keep_new_names(names: Names, *, now: datetime) -> None:
    """Keep what was met in an import: mandates as entries of the list, spellings nobody could tell to map."""
    Term.objects.bulk_create(
        [Term(kind=Kind.BODY, key=key, name_nl=key, name_en=key) for key in names.mandates],
        ignore_conflicts=True,
    )
    met = {
        (kind, plain(spelling)): (spelling, count)
        for kind, counts in names.unknown.items()
        for spelling, count in counts.items()
        if plain(spelling)
    }
    known = {
        (one.kind, one.plain): one for one in Spelling.objects.filter(plain__in={bare for _, bare in met})
    }
    Spelling.objects.bulk_create(
        [
            Spelling(kind=kind, plain=bare[:200], spelling=spelling[:200], times=count, met_at=now)
            for (kind, bare), (spelling, count) in met.items()
            if (kind, bare) not in known
        ],
        ignore_conflicts=True,
    )
    for asked, one in known.items():
        if asked in met:
            Spelling.objects.filter(pk=one.pk).update(times=met[asked][1], met_at=now)
