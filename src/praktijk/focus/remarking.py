# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is worth knowing of a round before any ranking, in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from praktijk.focus.wording import decimal, names

_REMARKS = {
    "all_equal": _("“%(indicator)s” is the same for all candidates: it says nothing here."),
    "same_series": _("“%(one)s” and “%(other)s” hold the same values: what they say counts twice."),
    "correlated": _(
        "“%(one)s” and “%(other)s” rank the candidates nearly alike (correlation %(correlation)s): "
        "together they "
        "count for what is one thing."
    ),
    "coverage_of_indicator": _("“%(indicator)s” has a value for %(share)s of the candidates only."),
    "coverage_of_country": _("Of %(country)s little is known: %(share)s of what counts has a value."),
    "outliers": _(
        "“%(indicator)s” has values far from all others: think of a logarithm, or of goalposts nearer "
        "together."
    ),
    "groups_unbalanced": _(
        "“%(group)s” weighs %(nominal)s and counts for %(real)s of the ranking: its indicators vary more, or "
        "less, than those of the other groups."
    ),
    "groups_opposed": _(
        "“%(one)s” and “%(other)s” pull apart (correlation %(correlation)s): a country that is high on "
        "one is "
        "often low on the other, so their weights decide much."
    ),
    "veto_unknown": _(
        "The veto on “%(indicator)s” cannot be judged for %(countries)s: no data. They stay candidates."
    ),
}


def in_words(remarks: Iterable[Mapping[str, Any]], titles: Mapping[str, str]) -> list[str]:
    """A sentence for each remark, in the language of the moment."""
    return [_sentence(one["code"], one["values"], titles) for one in remarks]


def _sentence(code: str, given: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    values: dict[str, Any] = dict(given)
    for name in ("indicator", "group"):
        if name in values:
            values[name] = titles.get(values[name], values[name])
    for name in ("indicators", "groups"):
        if name in values:
            values["one"], values["other"] = (titles.get(key, key) for key in values[name])
    for name in ("share", "nominal", "real"):
        if name in values:
            values[name] = f"{values[name]:.0%}"
    if "correlation" in values:
        values["correlation"] = decimal(values["correlation"])
    if "country" in values:
        values["country"] = names([values["country"]])
    if "countries" in values:
        values["countries"] = names(values["countries"])
    return str(_REMARKS[code]) % values if code in _REMARKS else f"{code}: {given}"
