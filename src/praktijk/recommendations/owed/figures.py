# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chart of what is owed by each unit, with its table; and the whole of it in a sentence."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.recommendations.charts.parts import on_two_lines, stacked_bars
from praktijk.recommendations.filters import NONE
from praktijk.recommendations.owed.addresses import address_of
from praktijk.recommendations.owed.queries import OfPerson, OfUnit, Owed, WhoOwes
from praktijk.web.charts import PALETTE, Figure

#: The chart has at most so many bars; its table has every unit.
MOST_BARS = 20


def owed_by_unit(owing: WhoOwes) -> Figure:
    """What each unit owes, the most urgent first; the rows of the table go down to each person."""
    shown = owing.shown
    parts = {
        "late": (_("overdue"), PALETTE.danger),
        "soon": (_("due within 30 days"), PALETTE.amber),
        "later": (_("later, or without a term"), PALETTE.blue),
        "to_verify": (_("waiting for verification"), PALETTE.purple),
    }
    values = [
        {
            "name": on_two_lines(unit_name(of_unit)),
            "part": parts[part][0],
            "order": order,
            "count": count,
            # No filter leaves just what is due later or never: that part leads nowhere.
            "href": None if part == "later" else address_of(shown, part, unit=(unit_key(of_unit),)),
        }
        for of_unit in owing.units[:MOST_BARS]
        for order, (part, count) in enumerate(_in_parts(of_unit.owed).items())
        if count
    ]
    query = shown.wanted.query(shown.on)
    return Figure(
        slug=_("owed-by-unit"),
        title=_("What is owed by each unit"),
        finding=_finding(owing),
        spec=stacked_bars(
            values, dict(parts.values()), title=_("number of commitments"), named=_("Unit"), part=_("State")
        ),
        columns=[
            _("Unit"), _("Owner"), _("To be delivered"), _("Due within 30 days"), _("Overdue"),
            _("Longest overdue, days"), _("Waiting for verification"), _("Without an owner"),
        ],
        rows=[
            row
            for of_unit in owing.units
            for row in (
                _row(of_unit, _("everybody"), of_unit.owed),
                *(_row(of_unit, person_name(one), one.owed) for one in of_unit.people),
            )
        ],
        source=_("the register of Praktijk"),
        unit=_("number of commitments that are not closed"),
        csv_url=_file("csv", query),
        svg_url=_file("svg", query),
    )  # fmt: skip


def unit_name(of_unit: OfUnit) -> str:
    """The code of the unit, or that there is none."""
    return of_unit.unit.code if of_unit.unit else _("Without a unit")


def unit_key(of_unit: OfUnit) -> str:
    """The unit as an address of the register has it."""
    return of_unit.unit.code if of_unit.unit else NONE


def person_name(row: OfPerson) -> str:
    """The name of the owner, or that there is none."""
    return row.person.name if row.person else _("Without an owner")


def owed_in_a_sentence(owing: WhoOwes) -> str:
    """What a reader should know first of what is owed."""
    total = owing.total
    if not (total.open or total.to_verify):
        return _("Nothing is owed here: every commitment is settled or has lapsed.")
    parts = [
        ngettext(
            "%(count)s commitment is still to be delivered",
            "%(count)s commitments are still to be delivered",
            total.open,
        )
        % {"count": total.open},
        ngettext("%(count)s of them is overdue", "%(count)s of them are overdue", total.late)
        % {"count": total.late},
        ngettext(
            "%(count)s commitment waits for verification",
            "%(count)s commitments wait for verification",
            total.to_verify,
        )
        % {"count": total.to_verify},
        ngettext("%(count)s has no owner", "%(count)s have no owner", total.unowned)
        % {"count": total.unowned},
    ]
    return _("%(first)s; %(second)s, %(third)s and %(fourth)s.") % dict(
        zip(("first", "second", "third", "fourth"), parts, strict=True)
    )


def _finding(owing: WhoOwes) -> str:
    late = [of_unit for of_unit in owing.units if of_unit.owed.late]
    if not late:
        return _("Nothing is overdue.")
    first = late[0]
    return ngettext(
        "Most is overdue with %(unit)s: %(count)s commitment, %(days)s days late.",
        "Most is overdue with %(unit)s: %(count)s commitments, the longest %(days)s days late.",
        first.owed.late,
    ) % {"unit": unit_name(first), "count": first.owed.late, "days": first.owed.longest}


def _in_parts(owed: Owed) -> dict[str, int]:
    """What a bar is made of; together it is all that is not closed."""
    later = owed.open - owed.late - owed.soon
    return {"late": owed.late, "soon": owed.soon, "later": later, "to_verify": owed.to_verify}


def _row(of_unit: OfUnit, name: str, owed: Owed) -> list[str | int]:
    return [
        unit_name(of_unit),
        name,
        owed.open,
        owed.soon,
        owed.late,
        owed.longest,
        owed.to_verify,
        owed.unowned,
    ]


def _file(kind: str, query: str) -> str:
    place = reverse("owed_figure", args=[kind])
    return f"{place}?{query}" if query else place
