# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of clusters show."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from praktijk.recommendations.un.clusters.queries import Grouped
from praktijk.recommendations.un.followup.queries import latest
from praktijk.recommendations.un.followup.rules import State
from praktijk.recommendations.un.followup.signs import state_sign
from praktijk.recommendations.un.models import PositionChoice
from praktijk.recommendations.un.search.finding import Result, results
from praktijk.recommendations.un.signs import Sign, sign_of
from praktijk.reference.countries import country_name, in_words


@dataclass(frozen=True)
class Row:
    """A cluster in a list: its typical words and a sentence about it."""

    grouped: Grouped
    text: Result
    sentence: str


@dataclass(frozen=True)
class Line:
    """A recommendation of a cluster: its words, who asked, the answer then, what became of ours."""

    result: Result
    by: str
    when: str
    position: Sign | None
    state: Sign | None


@dataclass(frozen=True)
class ClusterPage:
    """One cluster."""

    grouped: Grouped
    name: str
    text: Result
    sentence: str
    lines: list[Line]

    @classmethod
    def of(cls, grouped: Grouped, person: Any) -> "ClusterPage":
        """The page for somebody. Three queries."""
        language = (get_language() or "nl")[:2]
        keys = [one.pk for one in grouped.members]
        words = results(keys, (language, "en"))
        became = latest(person, keys)
        typical = next((one for one in words if one.record.pk == grouped.cluster.typical_id), words[0])
        return cls(
            grouped=grouped,
            name=country_name(grouped.cluster.country),
            text=typical,
            sentence=sentence(grouped, became.values()),
            lines=[
                Line(
                    one,
                    in_words(one.record.recommending) or one.record.body,
                    _when(one.record),
                    sign_of(one.record.position),
                    state_sign(became[one.record.pk].state) if one.record.pk in became else None,
                )
                for one in words
            ],
        )


def _when(record: Any) -> str:
    if record.cycle and record.session:
        return _("cycle %(cycle)s, session %(session)s") % {"cycle": record.cycle, "session": record.session}
    return str(record.published_on.year) if record.published_on else ""


def shown(found: list[Grouped]) -> list[Row]:
    """Clusters as a list shows them. Two queries."""
    language = (get_language() or "nl")[:2]
    words = {
        one.record.pk: one for one in results([one.cluster.typical_id for one in found], (language, "en"))
    }
    return [
        Row(one, words[one.cluster.typical_id], sentence(one))
        for one in found
        if one.cluster.typical_id in words
    ]


def sentence(found: Grouped, became: Any = ()) -> str:
    """ "Asked in cycle 1 (noted), 2 (supported); 7 times, by 5 states and 2 bodies; still open." """
    answers = dict(found.answers())
    cycles = ", ".join(
        f"{cycle} ({PositionChoice(answers[cycle]).label})" if cycle in answers else str(cycle)
        for cycle in found.cycles
    )
    times = ngettext("%(count)s time", "%(count)s times", len(found.members)) % {"count": len(found.members)}
    states = ngettext("%(count)s state", "%(count)s states", len(found.states)) % {"count": len(found.states)}
    experts = [body for body in found.bodies if body != "UPR"]
    parts = [_("asked %(times)s") % {"times": times}]
    if found.states:
        parts.append(_("by %(states)s") % {"states": states})
    if experts:
        parts.append(_("and by %(bodies)s") % {"bodies": ", ".join(experts)})
    asked = " ".join(parts)
    first = _("In cycle %(cycles)s: %(asked)s") % {"cycles": cycles, "asked": asked} if cycles else asked
    known = {one.state for one in became}
    if State.IMPLEMENTED in known:
        end = _("implemented, as we see it")
    elif known:
        end = _("still open, as we see it")
    else:
        end = ""
    return f"{first[:1].upper()}{first[1:]}{'; ' + end if end else ''}."
