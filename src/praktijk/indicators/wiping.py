# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking away the made-up series of the demonstration."""

from praktijk.indicators.models import Observation, Series, Vintage


def remove_made_up() -> int:
    """How many made-up series went, with all their values. Part of an action of its caller's."""
    going = list(Series.objects.filter(illustrative=True).values_list("pk", flat=True))
    Observation.objects.filter(vintage__series__in=going)._raw_delete("default")
    Vintage.objects.filter(series__in=going)._raw_delete("default")
    Series.objects.filter(pk__in=going)._raw_delete("default")
    return len(going)
