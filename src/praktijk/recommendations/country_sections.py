# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register on the country page: who we are there, what we promised Parliament, and what is new."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import F, Q, Window
from django.db.models.functions import Lag
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from pyroaring import BitMap

from praktijk.access.models import Person, Unit
from praktijk.recommendations.models import Commitment, DueMove, ProgressNote, StateChoice
from praktijk.recommendations.rules import CLOSED
from praktijk.recommendations.un.followup.models import Assessment, FollowUp, FollowUpNote
from praktijk.recommendations.un.followup.signs import state_sign
from praktijk.recommendations.un.search.index import Facet, in_order, index
from praktijk.recommendations.un.search.labels import name_of
from praktijk.recommendations.wording import window
from praktijk.reference.country_sections import Section
from praktijk.web.blocks import Cell, Content, Facts, Headline, Item, Items

_SOON = timedelta(days=90)
_A_MONTH = timedelta(days=31)
_MOST = 15
#: Documents that are told of, and the newest paragraphs in which they are looked for.
_DOCUMENTS, _PARAGRAPHS = 5, 3_000
_CLOSED = [state.value for state in CLOSED]


def _commitment(record: Any) -> Cell:
    return Cell(record.title, record.get_absolute_url(), language=record.in_language("title")[1])


def who_we_are(reader: Any, country: str, today: date) -> Content:
    """Our posts for a country, and what this reader owes there in the coming months. Three queries."""
    posts = list(Unit.objects.filter(kind=Unit.Kind.POST, countries__contains=[country]))
    blocks: list[Any] = []
    if posts:
        blocks.append(Facts([(_("Post"), Cell(f"{post.name} ({post.code})")) for post in posts]))
    read: list[Any] = []
    owed: list[Item] = []
    if isinstance(reader, Person):
        mine = (
            Commitment.objects.visible_to(reader)
            .filter(Q(owner=reader) | Q(deputy=reader), countries__contains=[country])
            .exclude(state__in=_CLOSED)
            .filter(due_latest__lte=today + _SOON)
            .order_by("due_latest", "pk")[:_MOST]
        )
        looks = (
            FollowUp.objects.visible_to(reader)
            .filter(unit__in=reader.unit_ids, countries__contains=[country])
            .filter(next_look_on__lte=today + _SOON)
            .select_related("recommendation")
            .order_by("next_look_on", "pk")[:_MOST]
        )
        read += [*mine, *looks]
        owed = [Item(_commitment(one), window(one), one.due_latest) for one in mine]
        owed += [
            Item(
                Cell(
                    _("Look at %(recommendation)s") % {"recommendation": one.recommendation},
                    one.get_absolute_url(),
                ),
                "",
                one.next_look_on,
            )
            for one in looks
        ]
    if owed:
        owed.sort(key=lambda item: item.on or date.max)
        blocks.append(Items(_("Yours, within three months"), owed))
    sentence = (
        _("Our post: %(posts)s.") % {"posts": ", ".join(post.name for post in posts)}
        if posts
        else _("No post of ours is registered for this country.")
    )
    due = ngettext("You have %(count)s item due.", "You have %(count)s items due.", len(owed))
    return Content(
        sentence=f"{sentence} {due % {'count': len(owed)}}",
        blocks=blocks,
        read=read,
        illustrative=any(post.illustrative for post in posts),
    )


def commitments(reader: Any, country: str, today: date) -> Content:
    """What was promised to Parliament about a country, as this reader may see it. One query."""
    rows = list(
        Commitment.objects.visible_to(reader)
        .filter(countries__contains=[country])
        .select_related("unit")
        .order_by(F("due_latest").asc(nulls_last=True), "pk")
    )
    open_ones = [one for one in rows if one.state not in _CLOSED]
    late = [one for one in open_ones if one.days_overdue(today)]
    here = f"{reverse('register')}?country={country}"
    headline = Headline(
        label=_("Commitments open"),
        value=Cell(str(len(open_ones)), here, number=len(open_ones)),
        about=ngettext("%(count)s of them overdue", "%(count)s of them overdue", len(late))
        % {"count": len(late)},
        order=40,
    )
    if not rows:
        return Content(sentence=_("No commitment to Parliament names this country."), headlines=[headline])
    sentence = ngettext(
        "%(count)s commitment to Parliament touches this country; %(open)s open, %(late)s overdue.",
        "%(count)s commitments to Parliament touch this country; %(open)s open, %(late)s overdue.",
        len(rows),
    ) % {"count": len(rows), "open": len(open_ones), "late": len(late)}
    shown = [*open_ones, *(one for one in rows if one.state in _CLOSED)][:_MOST]
    return Content(
        sentence=sentence,
        headlines=[headline],
        blocks=[
            Items(
                "",
                [
                    Item(
                        _commitment(one),
                        " · ".join(
                            filter(
                                None,
                                [str(StateChoice(one.state).label), one.unit and one.unit.code, window(one)],
                            )
                        ),
                    )
                    for one in shown
                ],
                Cell(_("All of them in the register"), here) if len(rows) > _MOST else None,
            )
        ],
        read=shown,
        illustrative=any(one.illustrative for one in shown),
    )


@dataclass(frozen=True)
class _Change:
    """One of the latest changes: how it is shown, and the record that is read with it where it has one."""

    item: Item
    record: Any = None
    made_up: bool = False

    @property
    def illustrative(self) -> bool:
        """Whether it was made up for the demonstration."""
        return self.made_up or (self.record is not None and self.record.illustrative)


def latest_changes(reader: Any, country: str, today: date) -> Content:
    """What happened last about a country, as this reader may see it: the register, follow-up, the UN."""
    changes = [
        *_noted(reader, country),
        *_states_changed(reader, country),
        *_deadlines_moved(reader, country),
        *_followed(reader, country),
        *_published(country),
    ]
    changes.sort(key=lambda change: change.item.on or date.min, reverse=True)
    changes = changes[:_MOST]
    if not changes:
        return Content(sentence=_("Nothing has been written down about this country yet."))
    month = sum(change.item.on is not None and change.item.on > today - _A_MONTH for change in changes)
    return Content(
        sentence=ngettext(
            "%(count)s change in the last month.", "%(count)s changes in the last month.", month
        )
        % {"count": month},
        blocks=[Items("", [change.item for change in changes])],
        read=[change.record for change in changes if change.record is not None],
        illustrative=any(change.illustrative for change in changes),
    )


def _noted(reader: Any, country: str) -> Iterator[_Change]:
    notes = list(
        ProgressNote.objects.visible_to(reader)
        .filter(commitment__countries__contains=[country])
        .select_related("commitment")
        .order_by("-on", "-pk")[:_MOST]
    )
    for note in notes:
        where = Cell(note.text, note.commitment.get_absolute_url(), language=note.in_language("text")[1])
        yield _Change(Item(where, _("note on a commitment"), note.on), note)


def _states_changed(reader: Any, country: str) -> Iterator[_Change]:
    versions: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
    here = Commitment.objects.visible_to(reader).filter(countries__contains=[country])
    before = Window(Lag("state"), partition_by=F("pgh_obj_id"), order_by="pgh_id")
    changed = (
        versions.objects.filter(pgh_obj__in=here.order_by().values("pk"))
        .annotate(before=before)
        .exclude(before=None)
        .exclude(before=F("state"))
        .order_by("-pgh_id")
        .values_list("pgh_obj_id", "state", "pgh_created_at")[:_MOST]
    )
    rows = list(changed)
    commitments = here.in_bulk({key for key, _state, _moment in rows}) if rows else {}
    for key, state, moment in rows:
        told = _("commitment: %(state)s") % {"state": str(StateChoice(state).label).lower()}
        yield _Change(
            Item(_commitment(commitments[key]), told, timezone.localtime(moment).date()), commitments[key]
        )


def _deadlines_moved(reader: Any, country: str) -> Iterator[_Change]:
    moves = (
        DueMove.objects.visible_to(reader)
        .filter(commitment__countries__contains=[country])
        .select_related("commitment")
        .order_by("-on", "-pk")[:_MOST]
    )
    for move in moves:
        yield _Change(Item(_commitment(move.commitment), _("deadline moved"), move.on), move)


def _followed(reader: Any, country: str) -> Iterator[_Change]:
    followed = {"follow_up__countries__contains": [country]}
    assessments = list(
        Assessment.objects.visible_to(reader)
        .filter(**followed)
        .select_related("follow_up__recommendation")
        .order_by("-on", "-pk")[:_MOST]
    )
    remarks = list(
        FollowUpNote.objects.visible_to(reader)
        .filter(**followed)
        .select_related("follow_up__recommendation")
        .order_by("-on", "-pk")[:_MOST]
    )
    for one in assessments:
        sign = state_sign(one.state)
        where = Cell(sign.word, one.follow_up.get_absolute_url(), tone=sign.tone, icon=sign.icon)
        yield _Change(Item(where, str(one.follow_up.recommendation), one.on), one)
    for remark in remarks:
        where = Cell(remark.text, remark.follow_up.get_absolute_url())
        yield _Change(Item(where, str(remark.follow_up.recommendation), remark.on), remark)


def _published(country: str) -> Iterator[_Change]:
    """The documents in which the UN's bodies spoke of a country last."""
    sets = index()
    spoken = sets.members[Facet.COUNTRY].get(country, BitMap()) & sets.live
    latest = in_order(spoken, sets.newest)[:_PARAGRAPHS]
    with connection.cursor() as cursor:
        # The keys go as one array: thousands of them in Django's IN (...) cost more than the query.
        cursor.execute(
            "SELECT body, symbol, published_on, count(*), bool_or(illustrative) FROM un_unrecommendation"
            " WHERE id = ANY(%s) AND published_on IS NOT NULL"
            " GROUP BY body, symbol, published_on ORDER BY published_on DESC, symbol LIMIT %s",
            [latest.tolist(), _DOCUMENTS],
        )
        documents = cursor.fetchall()
    for body, symbol, on, count, illustrative in documents:
        asked = urlencode({"country": country, "body": body, "year": on.year, "sort": "date"})
        named = f"{name_of(Facet.BODY, body)}, {symbol}" if symbol else name_of(Facet.BODY, body)
        said = ngettext("%(count)s paragraph of the UN", "%(count)s paragraphs of the UN", count)
        yield _Change(
            Item(Cell(named, f"{reverse('un_search')}?{asked}"), said % {"count": count}, on),
            made_up=illustrative,
        )


SECTIONS = [
    Section("who-we-are", gettext_lazy("Who we are there"), 10, who_we_are),
    Section("commitments", gettext_lazy("Commitments to Parliament"), 80, commitments),
    Section("latest-changes", gettext_lazy("Latest changes"), 90, latest_changes),
]
