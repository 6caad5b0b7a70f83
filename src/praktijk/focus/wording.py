# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came out of a round, in plain words; and for other programs, with the codes that they know."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from praktijk.focus.rounds.definition import Aggregation, Definition
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.names import iso_3
from praktijk.web.dates import number

#: Of the countries for which it depends, so many are named in a sentence.
_MOST_NAMED = 12

SIGNS = {
    "core": ("ok", "●"),
    "mostly": ("ok", "◕"),
    "borderline": ("warn", "◐"),
    "seldom": ("plain", "◔"),
    "never": ("plain", "○"),
    "vetoed": ("danger", "⊘"),
}


def title_of(titles: Mapping[str, str], key: str) -> str:
    """The title of a criterion in the language of the moment, or its key."""
    return titles.get((get_language() or "nl")[:2]) or next(iter(titles.values()), key)


def titles_in(definition: Definition) -> dict[str, str]:
    """The titles of all criteria, by key."""
    return {one.key: title_of(one.titles, one.key) for one in definition.every()}


def names(codes: Iterable[str]) -> str:
    """Names of countries with commas between, in the order of the codes."""
    return ", ".join(country_name(code) for code in codes)


def decimal(value: float, places: int = 2) -> str:
    """A number with decimals, as the language of the moment writes them."""
    return number_format(value, places, use_l10n=True)


def amount(euros: float) -> str:
    """An amount in whole euros."""
    return f"€ {number(round(euros))}"


def is_illustrative(definition: Definition) -> bool:
    """Whether a number in it was made up for the demonstration."""
    return any(facts.get("illustrative") for facts in definition.sources.values())


def sampled(result: Mapping[str, Any]) -> str:
    """How many draws there were, and their seed."""
    return _("Sampled: %(draws)s draws of weights and data, seed %(seed)s.") % {
        "draws": number(result["draws"]),
        "seed": result["seed"],
    }


def standing_in_words(row: Mapping[str, Any]) -> str:
    """Whether a country is always chosen, sometimes, never, or put out by a veto."""
    return {
        "core": _("always chosen"),
        "mostly": _("mostly chosen"),
        "borderline": _("borderline"),
        "seldom": _("seldom chosen"),
        "never": _("never chosen"),
        "vetoed": _("out by a veto"),
    }[row["standing"]]


def summary(result: Mapping[str, Any]) -> list[str]:
    """What came out, for a reader without statistics: a few sentences."""
    rows = result["ranking"]
    by_standing = {
        standing: [row["country"] for row in rows if row["standing"] == standing]
        for standing in ("core", "mostly", "borderline")
    }
    proposed = [row["country"] for row in rows if row["proposed"]]
    said = [
        ngettext(
            "The method proposes %(count)s country out of %(all)s: %(names)s.",
            "The method proposes %(count)s countries out of %(all)s: %(names)s.",
            len(proposed),
        )
        % {"count": len(proposed), "all": len(rows), "names": names(sorted(proposed, key=country_name))},
        _always(by_standing["core"]),
        _mostly(by_standing["mostly"]),
        _sometimes(by_standing["borderline"]),
    ]
    said.append(_without_interests(result))
    return [sentence for sentence in said if sentence]


def _always(core: list[str]) -> str:
    if not core:
        return _("No country is chosen under all weights that are allowed and all values that are possible.")
    return ngettext(
        "%(count)s is chosen whatever the weights, and whatever the values that are not sure: %(names)s.",
        "%(count)s are chosen whatever the weights, and whatever the values that are not sure: %(names)s.",
        len(core),
    ) % {"count": len(core), "names": names(core)}


def _mostly(mostly: list[str]) -> str:
    if not mostly:
        return ""
    return ngettext(
        "%(count)s is chosen in at least eight of ten cases: %(names)s.",
        "%(count)s are chosen in at least eight of ten cases: %(names)s.",
        len(mostly),
    ) % {"count": len(mostly), "names": names(mostly)}


def _sometimes(border: list[str]) -> str:
    if not border:
        return ""
    shown = names(border[:_MOST_NAMED])
    if len(border) > _MOST_NAMED:
        shown = _("%(names)s and %(count)s more") % {"names": shown, "count": len(border) - _MOST_NAMED}
    return ngettext(
        "For %(count)s it depends on what one finds important, or on values that are not sure: %(names)s.",
        "For %(count)s it depends on what one finds important, or on values that are not sure: %(names)s.",
        len(border),
    ) % {"count": len(border), "names": shown}


def _without_interests(result: Mapping[str, Any]) -> str:
    if not result["with_interests"]:
        return ""
    rows = result["ranking"]
    gone = [row["country"] for row in rows if row["proposed"] and not row["without"]["proposed"]]
    come = [row["country"] for row in rows if not row["proposed"] and row["without"]["proposed"]]
    if not gone and not come:
        return _("Without the national interests the proposal would be the same.")
    return _("Without the national interests, %(gone)s would make way for %(come)s.") % {
        "gone": names(gone) or "–",
        "come": names(come) or "–",
    }


def aggregation_in_words(aggregation: Aggregation) -> str:
    """How much a strong point makes up for a weak one."""
    return {
        Aggregation.ARITHMETIC: _("arithmetic mean: a strong point makes up for a weak one"),
        Aggregation.PARTIAL: _("partial compensation: a strong point makes up for a weak one in part"),
        Aggregation.GEOMETRIC: _("geometric mean: a strong point hardly makes up for a weak one"),
    }[aggregation]


def named(result: Mapping[str, Any]) -> dict[str, Any]:
    """What came out with ISO 3166-1 alpha-3 codes, and the name of each country beside it."""
    made: dict[str, Any] = _recoded(result)
    for row, own in zip(made["ranking"], result["ranking"], strict=True):
        row["name"] = country_name(own["country"])
    return made


def _recoded(value: Any, key: str = "") -> Any:
    if isinstance(value, Mapping):
        by_country = key in _BY_COUNTRY
        return {(_three(name) if by_country else name): _recoded(one, name) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_recoded(one, key) for one in value]
    return _three(value) if isinstance(value, str) and key in _COUNTRIES else value


#: Names in a result under which the code of a country stands, and those of which the names are such codes.
_COUNTRIES = frozenset({"country", "countries", "comes", "goes"})
_BY_COUNTRY = frozenset({"acceptability", "wins", "left_out", "unknown", "changes", "by_country", "coverage"})


def _three(code: str) -> str:
    return iso_3(code)
