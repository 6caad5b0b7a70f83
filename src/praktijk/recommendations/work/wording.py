# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person's work in plain words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def work_in_a_sentence(totals: dict[str, int]) -> str:
    """A sentence such as "Of your 4 commitments 1 is late ..." from `MyWork.totals`."""
    said = [_asked(totals["asked"])] if totals["asked"] else []
    return " ".join([*said, _mine(totals), _waiting(totals), _new(totals["unseen"])])


def _asked(asked: int) -> str:
    return ngettext("%(count)s update is asked of you.", "%(count)s updates are asked of you.", asked) % {
        "count": asked
    }


def _mine(totals: dict[str, int]) -> str:
    due = totals["due"]
    if not due:
        return _("Nothing of yours is to be delivered.")
    return _("Of %(commitments)s of yours %(late)s and %(soon)s within 30 days.") % {
        "commitments": ngettext("%(count)s commitment", "%(count)s commitments", due) % {"count": due},
        "late": ngettext("%(count)s is late", "%(count)s are late", totals["late"])
        % {"count": totals["late"]},
        "soon": ngettext("%(count)s is due", "%(count)s are due", totals["soon"]) % {"count": totals["soon"]},
    }


def _waiting(totals: dict[str, int]) -> str:
    waiting = totals["to_verify"]
    if not waiting:
        return _("Nothing waits for your verification.")
    return ngettext(
        "%(count)s delivery waits for your verification.",
        "%(count)s deliveries wait for your verification.",
        waiting,
    ) % {"count": waiting}


def _new(unseen: int) -> str:
    if not unseen:
        return _("There is no news that you have not seen.")
    return ngettext(
        "There is %(count)s notice that you have not seen.",
        "There are %(count)s notices that you have not seen.",
        unseen,
    ) % {"count": unseen}
