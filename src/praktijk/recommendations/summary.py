# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register in one plain sentence, from its own figures."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.recommendations.queries import Entry, Register


@dataclass(frozen=True)
class ThemeOnPage:
    """The entries of one theme on a page, and the figures of the whole theme in words."""

    theme: Any | None
    figures: str
    entries: list[Entry]


def themes_in_figures(entries: list[Entry], shown: Register) -> list[ThemeOnPage]:
    """The entries of a page by theme, each theme with its figures: "4 recommendations · 3 overdue"."""
    recommended = shown.counts_by_theme()
    promised: Counter[str | None] = Counter()
    late: Counter[str | None] = Counter()
    for theme, _state, is_late, count in shown.states_by_theme():
        promised[theme] += count
        late[theme] += count if is_late else 0
    groups = []
    for theme, of_theme in groupby(entries, key=lambda entry: entry.theme):
        key = theme.key if theme else None
        groups.append(
            ThemeOnPage(theme, _figures(recommended.get(key, 0), promised[key], late[key]), list(of_theme))
        )
    return groups


def _figures(recommendations: int, commitments: int, late: int) -> str:
    parts = [
        ngettext("%(count)s recommendation", "%(count)s recommendations", recommendations)
        % {"count": recommendations},
        ngettext("%(count)s commitment", "%(count)s commitments", commitments) % {"count": commitments},
    ]
    if late:
        parts.append(ngettext("%(count)s overdue", "%(count)s overdue", late) % {"count": late})
    return " · ".join(parts)


def register_in_a_sentence(totals: dict[str, int], *, published: bool = False) -> str:
    """A sentence such as "23 recommendations; of 23 commitments 9 are overdue ..." from `Register.totals`.

    With `published` the totals are of what may go out: evidence may have been recorded that does not.
    """
    recommendations = ngettext(
        "%(count)s recommendation", "%(count)s recommendations", totals["recommendations"]
    ) % {"count": totals["recommendations"]}
    promised = totals["commitments"]
    if not promised:
        return _("%(recommendations)s; no commitments.") % {"recommendations": recommendations}
    commitments = ngettext("%(count)s commitment", "%(count)s commitments", promised) % {"count": promised}
    parts = [
        ngettext("%(count)s is overdue", "%(count)s are overdue", totals["overdue"])
        % {"count": totals["overdue"]},
        ngettext("%(count)s waits for verification", "%(count)s wait for verification", totals["to_verify"])
        % {"count": totals["to_verify"]},
        ngettext("%(count)s is settled", "%(count)s are settled", totals["settled"])
        % {"count": totals["settled"]},
    ]
    sentence = _("%(recommendations)s; of %(commitments)s %(first)s, %(second)s and %(third)s.") % {
        "recommendations": recommendations,
        "commitments": commitments,
        "first": parts[0],
        "second": parts[1],
        "third": parts[2],
    }
    if unproven := totals["unproven"]:
        sentence += " " + _without_evidence(unproven, published=published)
    if made_up := totals["illustrative"]:
        sentence += " " + ngettext(
            "%(count)s of the commitments is made up for show, and marked so.",
            "%(count)s of the commitments are made up for show, and marked so.",
            made_up,
        ) % {"count": made_up}
    return sentence


def _without_evidence(count: int, *, published: bool) -> str:
    if published:
        return ngettext(
            "For %(count)s no evidence has been published.",
            "For %(count)s no evidence has been published.",
            count,
        ) % {"count": count}
    return ngettext(
        "For %(count)s there is no evidence yet.", "For %(count)s there is no evidence yet.", count
    ) % {"count": count}
