# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register on the country page: who we are there, what we promised Parliament, and what is new."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from praktijk.access.models import Person, Unit
from praktijk.recommendations.models import Commitment, ProgressNote, StateChoice
from praktijk.recommendations.rules import CLOSED
from praktijk.recommendations.un.followup.models import Assessment, FollowUp, FollowUpNote
from praktijk.recommendations.un.followup.signs import state_sign
from praktijk.recommendations.wording import window
from praktijk.reference.country_sections import Cell, Content, Facts, Headline, Item, Items, Section

_SOON = timedelta(days=90)
_MOST = 15
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
                    for one in [*open_ones, *(one for one in rows if one.state in _CLOSED)][:_MOST]
                ],
                Cell(_("All of them in the register"), here) if len(rows) > _MOST else None,
            )
        ],
        read=rows,
        illustrative=any(one.illustrative for one in rows),
    )


def latest_changes(reader: Any, country: str, today: date) -> Content:
    """What people wrote down last about a country, as this reader may see it. Three queries."""
    notes = list(
        ProgressNote.objects.visible_to(reader)
        .filter(commitment__countries__contains=[country])
        .select_related("commitment")
        .order_by("-on", "-pk")[:_MOST]
    )
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
    items = [
        Item(Cell(note.text, note.commitment.get_absolute_url(), language=note.in_language("text")[1]),
             _("note on a commitment"), note.on)
        for note in notes
    ]  # fmt: skip
    for one in assessments:
        sign = state_sign(one.state)
        items.append(
            Item(
                Cell(sign.word, one.follow_up.get_absolute_url(), tone=sign.tone, icon=sign.icon),
                str(one.follow_up.recommendation),
                one.on,
            )
        )
    items += [
        Item(Cell(one.text, one.follow_up.get_absolute_url()), str(one.follow_up.recommendation), one.on)
        for one in remarks
    ]
    items.sort(key=lambda item: item.on or date.min, reverse=True)
    items = items[:_MOST]
    if not items:
        return Content(sentence=_("Nobody has written anything down about this country yet."))
    month = sum(item.on is not None and item.on > today - timedelta(days=31) for item in items)
    return Content(
        sentence=ngettext(
            "%(count)s change in the last month.", "%(count)s changes in the last month.", month
        )
        % {"count": month},
        blocks=[Items("", items)],
        read=[*notes, *assessments, *remarks],
        illustrative=any(one.illustrative for one in [*notes, *assessments, *remarks]),
    )


SECTIONS = [
    Section("who-we-are", gettext_lazy("Who we are there"), 10, who_we_are),
    Section("commitments", gettext_lazy("Commitments to Parliament"), 80, commitments),
    Section("latest-changes", gettext_lazy("Latest changes"), 90, latest_changes),
]
