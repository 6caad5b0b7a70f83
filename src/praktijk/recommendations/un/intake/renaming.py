# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A decision on a name reaches the records that hold it at once, without a new import."""

from collections.abc import Iterator

from django.db.models import TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from praktijk.recommendations.un.importers.together import say_together
from praktijk.recommendations.un.importing import take_the_lock
from praktijk.recommendations.un.models import SourceRecord
from praktijk.recommendations.un.search import index
from praktijk.reference.exchange.keeping import known_names
from praktijk.reference.exchange.names import Names
from praktijk.reference.exchange.spelling import plain
from praktijk.reference.exchange.terms import Kind
from praktijk.reference.models import Spelling

#: Under which word records keep names of a kind that nobody could tell, and the list that its key goes to.
_LISTS = {
    Kind.COUNTRY: (("country", "countries"), ("state", "recommending")),
    Kind.THEME: (("theme", "themes"),),
    Kind.GROUP: (("group", "groups"),),
    Kind.BODY: (),
}
_BATCH = 500


def read_again(spelling: Spelling) -> int:
    """Read the records that hold this name once more, by all that is decided now; gives how many changed.

    Within the transaction of the decision. Raises importing.BeingImported while an import is under way.
    """
    take_the_lock()
    names = known_names()
    kind = Kind(spelling.kind)
    changed = list(_bodies(spelling, names) if kind is Kind.BODY else _lists(kind, spelling, names))
    if changed:
        SourceRecord.objects.bulk_update(
            changed,
            ["body", "countries", "recommending", "themes", "groups", "as_read"],
            batch_size=_BATCH,
        )
        say_together({record.recommendation_id for record in changed})
        index.rebuild()
    return len(changed)


def _lists(kind: Kind, spelling: Spelling, names: Names) -> Iterator[SourceRecord]:
    for word, field in _LISTS[kind]:
        for record in SourceRecord.objects.filter(unknown__has_key=word).iterator(chunk_size=2_000):
            said = record.unknown[word]
            if all(plain(name)[:200] != spelling.plain for name in said):
                continue
            as_read = (record.as_read or {}).get(field, getattr(record, field))
            keys, _ = names.keys_of(kind, said)
            now = sorted({*as_read, *keys})
            if now != getattr(record, field):
                record.as_read = {**(record.as_read or {}), field: as_read}
                setattr(record, field, now)
                yield record


def _bodies(spelling: Spelling, names: Names) -> Iterator[SourceRecord]:
    """A body that nobody could tell is kept as it is written."""
    records = SourceRecord.objects.annotate(
        written=Coalesce(KeyTextTransform("body", "as_read"), Cast("body", TextField()))
    )
    for written in records.order_by("written").values_list("written", flat=True).distinct():
        if not written or plain(written)[:200] != spelling.plain:
            continue
        key = names.key_of(Kind.BODY, written)
        for record in records.filter(written=written).iterator(chunk_size=2_000):
            now = written if key is None else key
            if record.body != now:
                record.as_read = {**(record.as_read or {}), "body": written}
                record.body = now
                yield record
