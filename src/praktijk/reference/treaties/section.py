# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ratifications on the country page: where the country stands with each instrument, and what is missing."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from praktijk.reference.country_sections import Section
from praktijk.reference.models import Ratification
from praktijk.reference.treaties.instruments import Treaty
from praktijk.reference.treaties.queries import Ratified, Standing, ratified_by
from praktijk.web.blocks import Cell, Content, Facts, Headline, Table
from praktijk.web.dates import day

_SIGNS = {
    Ratification.Status.PARTY: ("ok", "●"),
    Ratification.Status.SIGNATORY: ("info", "◔"),
    Ratification.Status.NO_ACTION: ("plain", "○"),
    Ratification.Status.DENOUNCED: ("danger", "⊘"),
}


def say(reader: Any, country: str, today: date) -> Content:
    """Where a country stands with the core instruments. Two queries."""
    ratified = ratified_by(country)
    known = [one for one in ratified.standings if one.status]
    if not known:
        return Content(
            sentence=_(
                "Nothing about ratification has been imported yet. Whoever runs the system does so with "
                "'praktijk import ratifications'."
            )
        )
    bound = sum(one.is_party for one in known)
    vintages = [one.vintage for one in known if one.vintage]
    return Content(
        sentence=_in_a_sentence(ratified, bound, len(known)),
        blocks=[
            Table(
                caption=_("The core human-rights instruments"),
                columns=[_("Instrument"), _("Standing"), _("Since"), _("Complaints"), _("Inquiries")],
                rows=[_row(one) for one in ratified.standings],
            ),
            Facts(_missing(ratified)),
        ],
        headlines=[
            Headline(
                label=_("Treaties in force"),
                value=Cell(
                    _("%(bound)s of %(known)s") % {"bound": bound, "known": len(known)},
                    "#ratifications",
                    number=bound,
                ),
                about=_("core human-rights treaties and protocols"),
                order=30,
            )
        ],
        compared=[(one.treaty.name, _sign(one)) for one in ratified.standings],
        source=_("UN Treaty Collection and OHCHR, as of %(from)s to %(to)s")
        % {"from": day(min(vintages)), "to": day(max(vintages))}
        if vintages
        else "",
    )


def _in_a_sentence(ratified: Ratified, bound: int, known: int) -> str:
    missing = len(ratified.treaties_missing)
    first = _("Bound by %(bound)s of %(known)s core treaties and protocols") % {
        "bound": bound,
        "known": known,
    }
    if not missing:
        return _("%(first)s; by every treaty that is no protocol.") % {"first": first}
    return ngettext(
        "%(first)s; %(missing)s treaty is missing.", "%(first)s; %(missing)s treaties are missing.", missing
    ) % {"first": first, "missing": missing}


def _sign(one: Standing) -> Cell:
    if not one.status:
        return Cell(_("not known"))
    status = Ratification.Status(one.status)
    tone, icon = _SIGNS[status]
    return Cell(str(status.label), tone=tone, icon=icon)


def _row(one: Standing) -> list[Cell]:
    record = one.record
    since = ""
    if record is not None:
        if one.status == Ratification.Status.SIGNATORY:
            since = day(record.signed_on) if record.signed_on else str(record.signed_year or "")
        else:
            since = day(record.acted_on) if record.acted_on else str(record.acted_year or "")
    return [
        Cell(one.treaty.name),
        _sign(one),
        Cell(since or "–"),
        _accepted(one.complaints, one.complaints_on),
        _accepted(one.inquiries, one.inquiries_on),
    ]


def _accepted(accepted: bool | None, on: date | None) -> Cell:
    if accepted is None:
        return Cell("–")
    if not accepted:
        return Cell(_("no"), tone="plain", icon="○")
    return Cell(_("yes, %(day)s") % {"day": day(on)} if on else _("yes"), tone="ok", icon="●")


def _missing(ratified: Ratified) -> list[tuple[str, Cell]]:
    return [
        (label, Cell(", ".join(treaty.name for treaty in treaties) or _("none")))
        for label, treaties in _kinds(ratified)
    ]


def _kinds(ratified: Ratified) -> list[tuple[str, list[Treaty]]]:
    return [
        (_("Treaties missing"), ratified.treaties_missing),
        (_("Optional protocols missing"), ratified.protocols_missing),
        (_("Complaints not accepted"), ratified.complaints_missing),
        (_("Inquiries not accepted"), ratified.inquiries_missing),
    ]


SECTION = Section("ratifications", gettext_lazy("Ratifications"), 20, say)
