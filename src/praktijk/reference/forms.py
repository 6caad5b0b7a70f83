# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Form fields for what every room refers to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from praktijk.reference.countries import all_countries, code_of, country_name, meant

#: More countries than this on one record is a slip: then it is about none in particular.
MOST_COUNTRIES = 60


class CountriesWidget(forms.Widget):
    """Countries chosen already, to keep or leave out, and a line in which to write others.

    Works without script and at any width; the browser offers the names while one writes.
    """

    template_name = "reference/countries.html"

    def id_for_label(self, id_: str) -> str:
        """The id of the line in which one writes."""
        return id_

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The codes that were kept, then what was written, each as code where a country is meant by it."""
        kept = data.getlist(name) if hasattr(data, "getlist") else list(data.get(name) or [])
        written = _split(data.get(f"{name}_more") or "")
        return [*kept, *written]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Never: a field in which nothing is kept or written means no country."""
        return False

    def format_value(self, value: Any) -> list[str]:
        """The codes and words."""
        return list(value or [])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template draws."""
        context = super().get_context(name, value, attrs)
        chosen = dict.fromkeys(self.format_value(value))
        known = [(code, country_name(code)) for code in chosen if country_name(code) != code]
        context["widget"] |= {
            "chosen": sorted(known, key=lambda one: one[1]),
            "rest": ", ".join(word for word in chosen if country_name(word) == word),
            "offered": all_countries((get_language() or "nl")[:2]),
        }
        return context


class CountriesField(forms.Field):
    """Countries, as a sorted list of two-letter codes; names in Dutch and English are understood too."""

    widget = CountriesWidget

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("label", _("Countries"))
        options.setdefault(
            "help_text", _("Write one or more countries, with commas between them: Kenya, Uganda.")
        )
        super().__init__(**options)

    def to_python(self, value: Iterable[str] | None) -> list[str]:
        """The codes. Raises ValidationError that names what is no country, and what may have been meant."""
        codes, unknown = set(), []
        for word in value or []:
            if code := code_of(word):
                codes.add(code)
            else:
                unknown.append(word)
        if unknown:
            raise ValidationError([_no_country(word) for word in unknown[:5]])
        if len(codes) > MOST_COUNTRIES:
            raise ValidationError(
                _("More than %(most)s countries: leave it empty when it is about no country in particular.")
                % {"most": MOST_COUNTRIES}
            )
        return sorted(codes)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other countries are chosen."""
        return {code_of(word) or word for word in data or []} != set(initial or [])


def _no_country(word: str) -> str:
    shown = word[:60]
    if name := meant(shown):
        return _("“%(word)s” is no country. Did you mean %(name)s?") % {"word": shown, "name": name}
    return _("“%(word)s” is no country.") % {"word": shown}


def _split(written: str) -> list[str]:
    """The countries written on a line, with commas or semicolons between them."""
    words = [word.strip() for word in written.replace(";", ",").split(",")]
    return [code_of(word) or word for word in words if word]
