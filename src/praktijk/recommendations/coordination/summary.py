# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the promises are looked after, in one plain sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.recommendations.coordination.queries import Coordination


def in_a_sentence(shown: Coordination) -> str:
    """What a co-ordinator should know first, from the data."""
    promises = sum(row.promises for row in shown.filled)
    if not promises:
        return _("There is no open commitment to look after.")
    without = promises - sum(row.owner for row in shown.filled)
    waiting = sum(row.waiting for row in shown.answers)
    stuck = shown.stuck_count
    return _("%(promises)s; %(without)s, %(waiting)s and %(stuck)s.") % {
        "promises": ngettext("%(count)s open commitment", "%(count)s open commitments", promises)
        % {"count": promises},
        "without": ngettext("%(count)s has no owner", "%(count)s have no owner", without)
        % {"count": without},
        "waiting": ngettext(
            "%(count)s update that was asked is waited for",
            "%(count)s updates that were asked are waited for",
            waiting,
        )
        % {"count": waiting},
        "stuck": ngettext(
            "%(count)s rests with somebody who can do nothing with it any more",
            "%(count)s rest with somebody who can do nothing with them any more",
            stuck,
        )
        % {"count": stuck},
    }
