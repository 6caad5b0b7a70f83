# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is filled in about a round: the same words as in its file, a part at a time."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktijk.access.forms import WithUnitsForm
from praktijk.focus.rounds import sheets
from praktijk.focus.rounds.definition import (
    Aggregation,
    Definition,
    Direction,
    Group,
    Kind,
    Measure,
    Outliers,
    Veto,
)
from praktijk.focus.rounds.files import MOST_BYTES
from praktijk.focus.rounds.writing import about_criteria
from praktijk.focus.wording import title_of
from praktijk.recommendations.versions import SeenForm
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.terms import Kind as ListKind
from praktijk.reference.exchange.terms import listed, regions

_LINES = forms.Textarea(attrs={"rows": 4})
AGGREGATIONS = [
    (Aggregation.ARITHMETIC, _("wholly: arithmetic mean")),
    (Aggregation.PARTIAL, _("in part")),
    (Aggregation.GEOMETRIC, _("hardly: geometric mean")),
]
DIRECTIONS = [(Direction.MORE, _("a higher value")), (Direction.LESS, _("a lower value"))]
OUTLIERS = [
    (Outliers.CLIP, _("cut off at the ends")),
    (Outliers.KEEP, _("kept as they are")),
    (Outliers.PERCENTILES, _("ends at 2.5 and 97.5 in a hundred")),
    (Outliers.FENCES, _("ends at Tukey's fences")),
]
SCALES = [(Kind.LINEAR, _("evenly")), (Kind.LOG, _("by logarithm"))]


class BeginForm(WithUnitsForm):
    """A new round, with the letter's four groups of criteria."""

    field_order = ("title", "year", "how_many", "restricted_to")

    title = forms.CharField(label=_("Title"), max_length=300)
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2100)
    how_many = forms.IntegerField(label=_("How many countries"), min_value=1, max_value=300, initial=15)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = timezone.localdate().year


class _FileForm(forms.Form):
    """A file with a round in it."""

    file = forms.FileField(label=_("File"), help_text=_("TOML, JSON or XLSX, as Praktijk writes it."))

    def clean_file(self) -> Any:
        """Raises ValidationError for a file that is too large to be a round."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large for a round of choice."))
        return file


class FileForm(WithUnitsForm, _FileForm):
    """A round that somebody has as a file."""

    field_order = ("file", "restricted_to")


class ReplaceForm(SeenForm, _FileForm):
    """A file in the place of what a round holds."""


class SettingsForm(SeenForm):
    """What the choice must satisfy, and who the candidates are. Lists have a line for each country."""

    title = forms.CharField(label=_("Title"), max_length=300)
    year = forms.IntegerField(label=_("Year"), help_text=_("Values of later years do not count."))
    how_many = forms.IntegerField(label=_("How many countries"))
    budget = forms.FloatField(label=_("Budget, in euros"), required=False)
    cost = forms.FloatField(
        label=_("Cost of a country, in euros"),
        required=False,
        help_text=_("For those that have no cost of their own below. Needed where there is a budget."),
    )
    costs = forms.CharField(
        label=_("Other costs"), required=False, widget=_LINES, help_text=_("A line each: country: amount")
    )
    bounds = forms.CharField(
        label=_("Least and most by region"),
        required=False,
        widget=_LINES,
        help_text=_("A line each: region: least-most"),
    )
    candidates = forms.CharField(
        label=_("Candidates"),
        required=False,
        widget=_LINES,
        help_text=_("A country a line. Empty: all member states of the United Nations."),
    )
    left_out = forms.CharField(
        label=_("Left out"), required=False, widget=_LINES, help_text=_("A line each: country: reason")
    )
    must_in = forms.CharField(
        label=_("Must be in"), required=False, widget=_LINES, help_text=_("A line each: country: reason")
    )
    vetoes = forms.CharField(
        label=_("Vetoes"),
        required=False,
        widget=_LINES,
        help_text=_(
            "A line each: key of an indicator >= number: reason (or <=). A country beyond it is out."
        ),
    )
    must_out = forms.CharField(
        label=_("Must be out"), required=False, widget=_LINES, help_text=_("A line each: country: reason")
    )
    current = forms.CharField(
        label=_("Partner countries now"), required=False, widget=_LINES, help_text=_("A country a line.")
    )
    aggregation = forms.ChoiceField(
        label=_("A strong point makes up for a weak one"), choices=AGGREGATIONS, required=False
    )
    minimum_coverage = forms.FloatField(
        label=_("Minimum coverage, in per cent"),
        min_value=0,
        max_value=100,
        help_text=_("A country of which less is known is not ranked, and named."),
    )
    themes = forms.IntegerField(label=_("Themes in a country, at most"))
    priorities = forms.MultipleChoiceField(
        label=_("Priorities"),
        required=False,
        help_text=_("The ministry's themes; those that fit a country are suggested for it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["priorities"]
        field.choices = sorted(
            ((key, one.name) for key, one in listed(ListKind.THEME).items()), key=lambda pair: pair[1]
        )

    @classmethod
    def initial_of(cls, definition: Definition) -> dict[str, Any]:
        """The values of a round, as they stand in the form."""
        choice = definition.choice
        named = regions()
        return {
            "title": definition.title,
            "year": definition.year,
            "how_many": choice.how_many,
            "budget": choice.budget,
            "cost": choice.cost,
            "costs": _joined({country_name(code): f"{one:.0f}" for code, one in choice.costs.items()}),
            "bounds": _joined(
                {named[key].name: f"{low}-{high}" for key, (low, high) in choice.regions.items()}
            ),
            "candidates": "\n".join(map(country_name, definition.candidates)),
            "left_out": _joined({country_name(code): why for code, why in definition.left_out.items()}),
            "must_in": _joined({country_name(code): why for code, why in choice.must_in.items()}),
            "must_out": _joined({country_name(code): why for code, why in choice.must_out.items()}),
            "vetoes": "\n".join(line for one in definition.vetoes for line in _veto_lines(one)),
            "current": "\n".join(map(country_name, definition.current)),
            "aggregation": definition.aggregation,
            "minimum_coverage": round(definition.minimum_coverage * 100, 1),
            "themes": choice.themes,
            "priorities": list(choice.priorities),
        }

    def put_into(self, mapping: Mapping[str, Any]) -> dict[str, Any]:
        """What a round holds with the values of this form in it; to be read again, which checks it."""
        given = self.cleaned_data
        keys = {one.name.lower(): key for key, one in regions().items()}
        bounds = {keys.get(name.lower(), name): _range(words) for name, words in _pairs(given["bounds"])}
        choice = {
            "how_many": given["how_many"],
            "themes": given["themes"],
            "priorities": given["priorities"],
            "regions": bounds,
            "costs": {name: _amount(words) for name, words in _pairs(given["costs"])},
            "must_in": _reasons(given["must_in"]),
            "must_out": _reasons(given["must_out"]),
        }
        for name in ("budget", "cost"):
            if given[name] is not None:
                choice[name] = given[name]
        return {
            **mapping,
            "title": given["title"],
            "year": given["year"],
            "candidates": {
                "countries": _lines(given["candidates"]),
                "left_out": _reasons(given["left_out"]),
                "current": _lines(given["current"]),
            },
            "choice": choice,
            "vetoes": list(_vetoes(given["vetoes"])),
            "method": {
                **mapping.get("method", {}),
                "aggregation": given["aggregation"] or str(Aggregation.ARITHMETIC),
                "minimum_coverage": given["minimum_coverage"] / 100,
            },
        }


def _joined(pairs: Mapping[str, str]) -> str:
    return "\n".join(f"{name}: {words}" for name, words in pairs.items())


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for line in _lines(text):
        name, _colon, words = line.partition(":")
        yield name.strip(), words.strip()


def _reasons(text: str) -> list[dict[str, str]]:
    return [{"country": name, "reason": words} for name, words in _pairs(text)]


_BOUNDS = {">=": "at_least", "<=": "at_most", "≥": "at_least", "≤": "at_most"}


def _vetoes(text: str) -> Iterator[dict[str, Any]]:
    """Vetoes as a file has them; what cannot be read is left for whoever reads the file to refuse."""
    for condition, reason in _pairs(text):
        sign = next((sign for sign in _BOUNDS if sign in condition), "")
        key, _sign, bound = condition.partition(sign) if sign else (condition, "", "")
        veto: dict[str, Any] = {"criterion": key.strip(), "reason": reason}
        if sign:
            veto[_BOUNDS[sign]] = _plain_number(bound)
        yield veto


def _plain_number(words: str) -> Any:
    """A number with a dot or a comma before its decimals, or the words as they stand, to be refused."""
    try:
        return float(words.strip().replace(",", "."))
    except ValueError:
        return words.strip()


def _veto_lines(one: Veto) -> Iterator[str]:
    for sign, bound in ((">=", one.at_least), ("<=", one.at_most)):
        if bound is not None:
            yield f"{one.key} {sign} {bound!r}: {one.reason}"


def _range(words: str) -> Any:
    """Two whole numbers, or the words as they stand, which are then refused where they are read."""
    ends = [end.strip() for end in words.replace("–", "-").split("-")]
    return [int(end) for end in ends] if len(ends) == 2 and all(end.isdecimal() for end in ends) else words


def _amount(words: str) -> Any:
    bare = words.replace("€", "").replace(" ", "").replace("\u00a0", "")
    # A dot or comma before three digits stands between thousands, in Dutch and in English.
    for sign in (".", ","):
        head, *rest = bare.split(sign)
        if rest and head.lstrip("-") not in ("", "0") and all(len(part) == 3 for part in rest):
            bare = "".join([head, *rest])
    try:
        return float(bare.replace(",", "."))
    except ValueError:
        return words


class CriteriaForm(SeenForm):
    """Every criterion in a row: its weight, and what of its values speaks for choosing a country."""

    def __init__(
        self, definition: Definition, series: list[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._definition = definition
        for one in definition.every():
            self._add(f"low-{one.key}", _percent(_("Weight from, %")), round(one.weight.low * 100, 1))
            self._add(f"high-{one.key}", _percent(_("Weight to, %")), round(one.weight.high * 100, 1))
            if isinstance(one, Measure):
                self._measure(one)
            else:
                order = forms.CharField(
                    label=_("Order, the most important first"),
                    required=False,
                    help_text=_("Keys with commas; with = between those that have no order: %(keys)s")
                    % {"keys": ", ".join(child.key for child in one.children)},
                )
                self._add(f"order-{one.key}", order, sheets.order_in_words(one.order))
        self._add(
            "add",
            forms.ChoiceField(label=_("Add a series"), required=False, choices=[("", _("none")), *series]),
            "",
        )
        groups = [
            (one.key, title_of(one.titles, one.key)) for one in definition.every() if isinstance(one, Group)
        ]
        self._add("add_to", forms.ChoiceField(label=_("in the group"), choices=groups, required=False), "")

    def _measure(self, one: Measure) -> None:
        low, high = one.goalposts or (None, None)
        fields: dict[str, tuple[forms.Field, Any]] = {
            "direction": (
                forms.ChoiceField(label=_("Speaks for choosing"), choices=DIRECTIONS),
                one.direction,
            ),
            "kind": (forms.ChoiceField(label=_("Scaled"), choices=SCALES), one.kind),
            "outliers": (forms.ChoiceField(label=_("Outliers"), choices=OUTLIERS), one.outliers),
            "first": (forms.FloatField(label=_("Becomes 0"), required=False), low),
            "last": (forms.FloatField(label=_("Becomes 1"), required=False), high),
            "oldest": (forms.IntegerField(label=_("No values before"), required=False), one.oldest),
            "remove": (forms.BooleanField(label=_("Take out"), required=False), False),
        }
        for name, (field, initial) in fields.items():
            self._add(f"{name}-{one.key}", field, initial)

    def _add(self, name: str, field: Any, initial: Any) -> None:
        field.initial = initial
        self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Both goalposts, or neither."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self._definition.measures():
            ends = {name: given.get(f"{name}-{one.key}") for name in ("first", "last")}
            if sum(end is None for end in ends.values()) == 1:
                empty = next(name for name, end in ends.items() if end is None)
                self.add_error(f"{empty}-{one.key}", _("Fill in both goalposts, or neither."))
        return given

    def rows(self) -> Iterator[dict[str, Any]]:
        """The fields by criterion, groups and what is in them in the order of the tree."""
        for one in self._definition.every():
            names = (
                "low",
                "high",
                "order",
                "direction",
                "kind",
                "outliers",
                "first",
                "last",
                "oldest",
                "remove",
            )
            yield {
                "title": title_of(one.titles, one.key),
                "is_group": isinstance(one, Group),
                "series": getattr(one, "series", ""),
                "vintage": getattr(one, "vintage", ""),
                **{name: self[f"{name}-{one.key}"] for name in names if f"{name}-{one.key}" in self.fields},
            }

    def put_into(self, mapping: Mapping[str, Any]) -> dict[str, Any]:
        """What a round holds with the values of this form in it; to be read again, which checks it."""
        kept = [self._put(one) for one in mapping["criteria"] if not self._gone(one)]
        return about_criteria({**mapping, "criteria": kept})

    def _gone(self, one: Mapping[str, Any]) -> bool:
        return bool(self.cleaned_data.get(f"remove-{one['key']}"))

    def _put(self, one: Mapping[str, Any]) -> dict[str, Any]:
        key, given = one["key"], self.cleaned_data
        before = one.get("weight", [0.0, 1.0])
        made: dict[str, Any] = {
            **one,
            "weight": [
                _as_it_was(before[place], given[f"{end}-{key}"], digits=1)
                for place, end in enumerate(("low", "high"))
            ],
        }
        if "criteria" in one:
            made["criteria"] = [self._put(child) for child in one["criteria"] if not self._gone(child)]
            kept = {child["key"] for child in made["criteria"]}
            steps = [_several(step) for step in sheets.steps_in(given[f"order-{key}"])]
            gone = {child["key"] for child in one["criteria"]} - kept
            made["order"] = [left for step in steps if (left := [name for name in step if name not in gone])]
            if given.get("add") and given.get("add_to") == key:
                made["criteria"].append({"key": given["add"], "direction": "more"})
            return made
        made |= {name: given[f"{name}-{key}"] for name in ("direction", "kind", "outliers")}
        ends = (given[f"first-{key}"], given[f"last-{key}"])
        for name, value in (
            ("goalposts", None if None in ends else list(ends)),
            ("oldest", given[f"oldest-{key}"]),
        ):
            if value is None:
                made.pop(name, None)
            else:
                made[name] = value
        return made


def _as_it_was(before: float, percent: float, *, digits: int) -> float:
    """A share out of per cents; the one before where the form, which rounds, was left alone."""
    return before if round(before * 100, digits) == percent else percent / 100


def _several(step: Any) -> list[str]:
    return step if isinstance(step, list) else [step]


def _percent(label: Any) -> forms.FloatField:
    return forms.FloatField(label=label, min_value=0, max_value=100)


class WeighingForm(forms.Form):
    """How a person weighs the criteria: a range for each, in per cent of its group."""

    def __init__(self, definition: Definition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._definition = definition
        for one in definition.every():
            title = title_of(one.titles, one.key)
            for end, label, value in (
                ("low", _("%(title)s: at least"), one.weight.low),
                ("high", _("%(title)s: at most"), one.weight.high),
            ):
                field = forms.IntegerField(
                    label=label % {"title": title},
                    min_value=0,
                    max_value=100,
                    widget=forms.NumberInput(attrs={"type": "range", "step": 1}),
                )
                field.initial = round(value * 100)
                self.fields[f"{end}-{one.key}"] = field

    def rows(self) -> Iterator[dict[str, Any]]:
        """The two ends of each criterion, in the order of the tree."""
        for one in self._definition.every():
            yield {
                "title": title_of(one.titles, one.key),
                "is_group": isinstance(one, Group),
                "key": one.key,
                "low": self[f"low-{one.key}"],
                "high": self[f"high-{one.key}"],
            }

    def said(self) -> dict[str, Any]:
        """What was said, as it stands in the file of a round."""
        given = self.cleaned_data
        return {
            "weights": {
                one.key: [
                    _as_it_was(one.weight.low, given[f"low-{one.key}"], digits=0),
                    _as_it_was(one.weight.high, given[f"high-{one.key}"], digits=0),
                ]
                for one in self._definition.every()
            }
        }
