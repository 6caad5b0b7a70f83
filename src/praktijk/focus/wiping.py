# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking away the made-up rounds of the demonstration."""

from praktijk.focus.models import Chosen, Decision, Round, Run, Weighing


def remove_made_up() -> int:
    """How many made-up rounds went, with all that came of them. Part of an action of its caller's."""
    going = list(Round.objects.filter(illustrative=True).values_list("pk", flat=True))
    Chosen.objects.filter(decision__round__in=going)._raw_delete("default")
    Decision.objects.filter(round__in=going)._raw_delete("default")
    Weighing.objects.filter(round__in=going)._raw_delete("default")
    Run.objects.filter(round__in=going)._raw_delete("default")
    Round.objects.filter(pk__in=going)._raw_delete("default")
    return len(going)
