# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the import and of the names show."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.un.importers.rows import Fault
from praktijk.recommendations.un.messages import fault_in_words
from praktijk.recommendations.un.models import ImportFinding, ImportRun, SourceChoice
from praktijk.reference.exchange.suggesting import entries, suggestions
from praktijk.reference.exchange.terms import Kind
from praktijk.reference.models import Spelling

_FINDINGS = 50
_NAMES = 10

KINDS = {
    Kind.COUNTRY: _("country"),
    Kind.BODY: _("body"),
    Kind.THEME: _("theme"),
    Kind.GROUP: _("group of persons"),
}


def source_in_words(source: str) -> str:
    """Whose files."""
    named = dict(SourceChoice.choices) | {"ratifications": _("Ratifications of treaties")}
    return str(named.get(source, source))


@dataclass(frozen=True)
class Choice:
    """A link that narrows a list: its query, its words, how many it leaves."""

    query: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Line:
    """A finding with its words."""

    finding: ImportFinding
    words: str


def counts_of(run: ImportRun) -> list[tuple[Any, int]]:
    """The counts of an import with their words; the five after the first add up to it."""
    return [
        (_("rows"), run.rows),
        (_("imported"), run.imported),
        (_("updated"), run.updated),
        (_("unchanged"), run.unchanged),
        (_("repaired"), run.repaired),
        (_("rejected"), run.rejected),
        (_("withdrawn"), run.withdrawn),
    ]


def faults_of(run: ImportRun, chosen: str) -> list[Choice]:
    """The faults that were found, the most frequent first. One query."""
    counted = run.findings.order_by().values_list("fault").annotate(times=Count("pk"))
    rows = sorted(counted, key=lambda one: (-one[1], one[0]))
    return [
        Choice(f"fault={fault}", fault_in_words(Fault(fault)), times, fault == chosen)
        for fault, times in rows
    ]


def findings_of(run: ImportRun, fault: str, page: str | None) -> Page:
    """A page of the findings of an import, of one fault or of all."""
    found = run.findings.all()
    shown: Page[Any] = Paginator(found.filter(fault=fault) if fault else found, _FINDINGS).get_page(page)
    shown.object_list = [Line(one, fault_in_words(Fault(one.fault))) for one in shown.object_list]
    return shown


@dataclass(frozen=True)
class NameCard:
    """A spelling, its list, what it may stand for (key, name), and what it was decided to stand for."""

    spelling: Spelling
    kind: str
    suggested: list[tuple[str, str]]
    stands_for: str


@dataclass(frozen=True)
class NamesPage:
    """Spellings, and the entries of the lists that they are of."""

    page: Page
    choices: list[Choice]
    entries: dict[str, dict[str, str]]
    decided: bool


def names_page(*, decided: bool, kind: str, page: str | None) -> NamesPage:
    """The spellings that wait, or that were decided on; of one list or of all. The most frequent first."""
    found: QuerySet[Spelling] = Spelling.objects.filter(decided_at__isnull=not decided)
    show = "show=decided&" if decided else ""
    counted = dict(found.order_by().values_list("kind").annotate(times=Count("pk")))
    choices = [
        Choice(f"{show}kind={one}", str(words).capitalize(), counted[one], one == kind)
        for one, words in KINDS.items()
        if one in counted
    ]
    if kind in counted:
        found = found.filter(kind=kind)
    shown: Page[Any] = Paginator(
        found.select_related("decided_by").order_by("-times", "kind", "plain"), _NAMES
    ).get_page(page)
    spellings = list(shown.object_list)
    lists = {one: entries(Kind(one)) for one in dict.fromkeys(one.kind for one in spellings)}
    shown.object_list = [_card(one, lists[one.kind]) for one in spellings]
    return NamesPage(page=shown, choices=choices, entries=lists, decided=decided)


def _card(spelling: Spelling, names: dict[str, str]) -> NameCard:
    near = suggestions(Kind(spelling.kind), spelling.plain)
    return NameCard(
        spelling=spelling,
        kind=str(KINDS[Kind(spelling.kind)]),
        suggested=[(key, names.get(key, key)) for key in near if key != spelling.key],
        stands_for=names.get(spelling.key, spelling.key),
    )
