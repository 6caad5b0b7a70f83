# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register in one plain sentence, from its own figures."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def register_in_a_sentence(totals: dict[str, int]) -> str:
    """A sentence such as "23 recommendations; of 23 commitments 9 are overdue ..." from `Register.totals`."""
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
        sentence += " " + ngettext(
            "For %(count)s there is no evidence yet.", "For %(count)s there is no evidence yet.", unproven
        ) % {"count": unproven}
    return sentence
