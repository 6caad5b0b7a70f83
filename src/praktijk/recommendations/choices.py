# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person can choose in the filters of the register, and what each value is called."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from praktijk.access.history import as_known_on
from praktijk.access.models import Person, Unit
from praktijk.recommendations.filters import NONE
from praktijk.recommendations.models import Commitment, PositionChoice, StateChoice
from praktijk.reference.countries import country_name
from praktijk.reference.models import Theme
from praktijk.sources.models import Document

#: Values as addresses have them, each with its words.
Pairs = list[tuple[str, str]]

#: What each filter with choices is called.
LABELS = {
    "theme": gettext_lazy("Theme"),
    "position": gettext_lazy("Position"),
    "state": gettext_lazy("State"),
    "unit": gettext_lazy("Unit"),
    "country": gettext_lazy("Country"),
    "owner": gettext_lazy("Owner"),
    "person": gettext_lazy("Looked after by"),
    "document": gettext_lazy("Document"),
}
#: What is said of records that have none of a filter's values.
WITHOUT = {
    "theme": gettext_lazy("Without a theme"),
    "position": gettext_lazy("Without a position"),
    "unit": gettext_lazy("Without a unit"),
    "owner": gettext_lazy("Without an owner"),
}


class Offered:
    """The values of each filter for one person, on one day; each kind is read when it is first asked for.

    People, countries and documents are those of records that the person may see, and no others.
    """

    def __init__(self, user: Any, on: date | None = None) -> None:
        self.user = user
        self.on = on

    def of(self, name: str) -> Pairs:
        """The values of a filter of `LABELS`."""
        pairs: Pairs = getattr(self, name)
        return pairs

    def label(self, name: str, value: Any) -> str:
        """A value of a filter in words: "Theme: migration"; without words for it, as it is written."""
        if value == NONE:
            return str(WITHOUT[name])
        words = dict(self.of(name)).get(str(value), str(value))
        return _("%(filter)s: %(value)s") % {"filter": LABELS[name], "value": words}

    @cached_property
    def theme(self) -> Pairs:
        """Every theme, in order; and none."""
        return [*((theme.key, theme.name) for theme in Theme.objects.all()), _none("theme")]

    @cached_property
    def position(self) -> Pairs:
        """Every position; and none."""
        return [*_in_words(PositionChoice.choices), _none("position")]

    @cached_property
    def state(self) -> Pairs:
        """Every state."""
        return _in_words(StateChoice.choices)

    @cached_property
    def unit(self) -> Pairs:
        """Every unit by its code; and none."""
        return [*((unit.code, f"{unit.code} – {unit.name}") for unit in Unit.objects.all()), _none("unit")]

    @cached_property
    def country(self) -> Pairs:
        """The countries of commitments, by their names."""
        found = self._commitments().exclude(countries=[]).values_list("countries", flat=True).distinct()
        codes = {code for countries in found for code in countries}
        return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])

    @cached_property
    def owner(self) -> Pairs:
        """Those who own a commitment; and none."""
        return [*self._named("owner"), _none("owner")]

    @cached_property
    def person(self) -> Pairs:
        """Those who own a commitment, deputise for its owner, or verify it."""
        return self._named("owner", "deputy", "verifier")

    @cached_property
    def document(self) -> Pairs:
        """The documents, the newest first."""
        wanted = ("pk", "identifier", "title_nl", "title_en")
        documents = Document.objects.visible_to(self.user).only(*wanted)
        return [(str(one.pk), " – ".join(filter(None, [one.identifier, one.title]))) for one in documents]

    def _commitments(self) -> QuerySet[Any]:
        commitments = Commitment.objects.all()
        if self.on is None:
            return commitments.visible_to(self.user).order_by()
        return as_known_on(commitments, self.on, self.user).order_by()

    def _named(self, *roles: str) -> Pairs:
        """Those who have one of these roles in a commitment, by their names."""
        # One question for each role: the index answers that, and not the three of them in one.
        first, *others = (Person.objects.filter(self._has(role)).values_list("pk", "name") for role in roles)
        named = ((str(key), name) for key, name in first.union(*others))
        return sorted(named, key=lambda pair: pair[1].casefold())

    def _has(self, role: str) -> Any:
        """The condition that somebody has a role in a commitment that the person asking may see."""
        if self.on is None:  # people are few: the index tells of each at once
            return Q(Exists(self._commitments().filter(**{role: OuterRef("pk")})))
        # Asked once for all and not for each: among versions a question takes long.
        return Q(pk__in=self._commitments().filter(**{f"{role}__isnull": False}).values(f"{role}_id"))


def _none(name: str) -> tuple[str, str]:
    return NONE, str(WITHOUT[name])


def _in_words(choices: Any) -> Pairs:
    return [(str(value), str(label)) for value, label in choices]
