# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form in which a person decides, country by country, beside what the method proposes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from praktijk.focus.charts import percent
from praktijk.focus.models import Chosen, Decision, Run
from praktijk.focus.page import frozen_in
from praktijk.focus.rules import Wish
from praktijk.focus.themes import Theme, themes_for
from praktijk.focus.wording import standing_in_words
from praktijk.recommendations.versions import SeenForm
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.names import code_of_country
from praktijk.reference.exchange.terms import Kind, listed

#: A candidate that is chosen less often than this, and is no partner now, is not offered.
_OFFERED = 0.05


@dataclass(frozen=True)
class Candidate:
    """A country to be decided on: what the method says, what was decided before, and themes for it."""

    country: str
    row: dict[str, Any] | None
    is_current: bool
    before: Chosen | None
    themes: tuple[Theme, ...]
    most: int
    priorities: tuple[str, ...]

    @property
    def proposed(self) -> bool:
        """Whether the method proposes it."""
        return bool(self.row and self.row["proposed"])


def candidates_of(run: Run, before: Decision | None) -> list[Candidate]:
    """The countries to decide on: those proposed, those that might be, and the partners of now."""
    assert run.result is not None
    definition = frozen_in(run)
    rows = {row["country"]: row for row in run.result["ranking"]}
    earlier = {one.country: one for one in before.countries.all()} if before else {}
    current = set(definition.current)
    offered = [
        code
        for code, row in rows.items()
        if row["proposed"] or row["frequency"] >= _OFFERED or code in current or code in earlier
    ]
    offered += sorted((current | earlier.keys()) - set(offered))
    themes = themes_for(offered, definition.choice.priorities)
    return [
        Candidate(
            country=code,
            row=rows.get(code),
            is_current=code in current,
            before=earlier.get(code),
            themes=tuple(themes.get(code, ())),
            most=definition.choice.themes,
            priorities=definition.choice.priorities,
        )
        for code in offered
    ]


class ProposalForm(SeenForm):
    """Chosen or not, why, themes, and when one leaves: for each country."""

    reason = forms.CharField(
        label=gettext_lazy("Why these countries, in a few sentences"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )

    more = forms.CharField(
        label=gettext_lazy("Other countries to choose"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "A line each: country: reason. For those that the method seldom or never chooses."
        ),
    )

    def __init__(self, candidates: list[Candidate], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._candidates = candidates
        if candidates and candidates[0].before:
            self.fields["reason"].initial = candidates[0].before.decision.reason
        for one in candidates:
            for name, field in _fields(one).items():
                self.fields[f"{name}-{one.country}"] = field

    def rows(self) -> Iterator[dict[str, Any]]:
        """What the page shows of each country, with its fields."""
        for one in self._candidates:
            names = ("chosen", "reason", "themes", "other_theme", "other_reason", "leaves_on", "running")
            bound = {
                name: self[f"{name}-{one.country}"]
                for name in names
                if f"{name}-{one.country}" in self.fields
            }
            yield {
                "country": one.country,
                "name": country_name(one.country),
                "is_current": one.is_current,
                "proposed": one.proposed,
                "standing": standing_in_words(one.row) if one.row else _("not ranked"),
                "chance": percent(one.row["frequency"]) if one.row else "–",
                "open": any(field.errors for field in bound.values()),
                "themes_told": [_told(theme) for theme in one.themes[:4]],
                **bound,
            }

    def wishes(self) -> list[Wish]:
        """What the person wants, for `actions.propose`."""
        return [*(self._wish(one) for one in self._candidates), *self.cleaned_data["more"]]

    def clean_more(self) -> list[Wish]:
        """Countries that are not in the form already, each with its reason."""
        wishes: list[Wish] = []
        there = {one.country for one in self._candidates}
        for line in self.cleaned_data["more"].splitlines():
            if not line.strip():
                continue
            name, _colon, reason = line.partition(":")
            code = code_of_country(name.strip())
            if code is None:
                raise forms.ValidationError(
                    _("“%(name)s” is no country that we know.") % {"name": name.strip()[:60]}
                )
            if code in there:
                raise forms.ValidationError(
                    _("%(country)s stands above already.") % {"country": country_name(code)}
                )
            if not reason.strip():
                raise forms.ValidationError(
                    _("%(country)s has no reason; each needs one.") % {"country": country_name(code)}
                )
            there.add(code)
            wishes.append(Wish(code, chosen=True, reason=reason.strip()[:1000]))
        return wishes

    def _wish(self, one: Candidate) -> Wish:
        given = {
            name.removesuffix(f"-{one.country}"): value
            for name, value in self.cleaned_data.items()
            if name.endswith(f"-{one.country}")
        }
        chosen = given["chosen"]
        return Wish(
            country=one.country,
            chosen=chosen,
            reason=given["reason"].strip(),
            leaves_on=None if chosen else given.get("leaves_on"),
            running="" if chosen else given.get("running", "").strip(),
            themes=tuple(given["themes"]) if chosen else (),
            other_theme=given["other_theme"].strip() if chosen else "",
            other_reason=given["other_reason"].strip() if chosen else "",
        )


def _fields(one: Candidate) -> dict[str, forms.Field]:
    before = one.before
    name = country_name(one.country)
    names = {key: entry.name for key, entry in listed(Kind.THEME).items()}
    offered = list(dict.fromkeys([*(theme.key for theme in one.themes), *one.priorities]))
    suggested = [theme.key for theme in one.themes[: one.most]]
    chosen = before.chosen if before else one.proposed
    fields: dict[str, forms.Field] = {
        "chosen": forms.BooleanField(
            label=_("%(country)s is chosen") % {"country": name}, required=False, initial=chosen
        ),
        "reason": forms.CharField(
            label=_("Reason, where you decide otherwise"), required=False, max_length=1000,
            initial=before.reason if before else "",
        ),
        "themes": forms.MultipleChoiceField(
            label=_("Themes, %(most)s at most") % {"most": one.most},
            choices=[(key, names[key]) for key in offered],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            initial=before.themes if before else (suggested if chosen else []),
        ),
        "other_theme": forms.CharField(
            label=_("A theme outside the priorities"), required=False, max_length=200,
            initial=before.other_theme if before else "",
        ),
        "other_reason": forms.CharField(
            label=_("Why that theme"), required=False, max_length=1000,
            initial=before.other_reason if before else "",
        ),
    }  # fmt: skip
    if one.is_current:
        fields["leaves_on"] = forms.DateField(
            label=_("If it leaves: phased out by"), required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            initial=before.leaves_on if before else None,
        )  # fmt: skip
        fields["running"] = forms.CharField(
            label=_("If it leaves: what runs there"), required=False, max_length=1000,
            initial=before.running if before else "",
        )  # fmt: skip
    return fields


def _told(theme: Theme) -> str:
    said = _("%(theme)s: asked %(asked)s times, %(ours)s by us") % {
        "theme": listed(Kind.THEME)[theme.key].name,
        "asked": theme.asked,
        "ours": theme.ours,
    }
    if theme.returning:
        said += _(", %(count)s returning") % {"count": theme.returning}
    if theme.supported is not None:
        said += _(", %(share)s supported") % {"share": percent(theme.supported)}
    return said
