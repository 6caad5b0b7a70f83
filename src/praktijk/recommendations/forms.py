# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people ask of the register: filters, order and day."""

from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.choices import LABELS, Offered
from praktijk.recommendations.filters import CHOICES, FLAGS, AtParliament, Filter, Sort
from praktijk.web.widgets import Checks

#: The first day on which anything could have been known: older dates are slips of the pen.
FIRST_DAY = date(1990, 1, 1)
#: No letter, promise or deadline lies outside these: a date that does is a slip of the pen.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
#: Of a value that was not understood a message repeats no more characters than this.
MOST_SHOWN = 60
#: The filters whose values are keys of records.
_KEYS = ("person", "document")
TOO_FAR = _("Is the year right? Give a date between 1900 and 2199.")


class DayInput(forms.DateInput):
    """A date field as the browser draws it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A date as browsers send it (2026-01-31) or as people write it (31-1-2026, 31/01/2026).

    Refuses one outside EARLIEST and LATEST, unless it is not `bounded`.
    """

    widget = DayInput

    def __init__(self, *, bounded: bool = True, **options: Any) -> None:
        within = [MinValueValidator(EARLIEST, TOO_FAR), MaxValueValidator(LATEST, TOO_FAR)]
        super().__init__(
            input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
            error_messages={"invalid": _("This is not a date. Write it as 31-12-2026.")},
            validators=within if bounded else (),
            **options,
        )


class AsKnownOn(forms.Form):
    """The day on which something is to be shown as it was known then."""

    on = DayField(label=_("As known on"), required=False, bounded=False)

    def clean_on(self) -> date | None:
        """The day asked for; refuses days to come and days before anything was known."""
        on: date | None = self.cleaned_data["on"]
        if on is not None and on > timezone.localdate():
            raise forms.ValidationError(_("What will be known on a day to come, nobody knows."))
        if on is not None and on < FIRST_DAY:
            raise forms.ValidationError(_("There is nothing in the register from before 1990."))
        return on

    @property
    def day(self) -> date | None:
        """The day of "as known on", or None for today and for a day that was refused."""
        self.is_valid()
        return self.cleaned_data.get("on")


class Flag(forms.BooleanField):
    """A question that is asked or not, as browsers ("on") and people write it in an address."""

    YES, NO = frozenset({"on", "true", "1", True}), frozenset({None, "", "off", "false", "0", False})

    class widget(forms.CheckboxInput):  # the name by which Django finds it
        """A box that gives back what was written."""

        def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
            """What stands in the address, or None."""
            return data.get(name)

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def to_python(self, value: Any) -> bool:
        """Whether it is asked. Raises ValidationError for what is neither yes nor no."""
        if value in self.YES:
            return True
        if value in self.NO:
            return False
        raise forms.ValidationError(
            _("“%(value)s” says neither yes nor no: write “on”, or leave it out."),
            params={"value": str(value)[:MOST_SHOWN]},
        )


class Values(forms.MultipleChoiceField):
    """Values of a filter, of which a record needs to have one."""

    widget = Checks

    def __init__(self, name: str) -> None:
        super().__init__(label=LABELS[name], required=False)

    def validate(self, value: list[str]) -> None:
        """Raises ValidationError that names the first value that cannot be chosen."""
        offered: Any = self.choices
        known = {str(one) for one, _label in offered} if value else set()
        for one in value:
            if one not in known:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": one[:MOST_SHOWN]},
                )


class RegisterForm(AsKnownOn):
    """The filters of the register page; all optional, all in the address of the page.

    A question that was not understood is not taken for a wider one: `wanted` then finds nothing, and
    `understood` is what is left of it without the part that is wrong.
    """

    q = forms.CharField(label=_("Search in the register"), required=False, max_length=200)
    theme = Values("theme")
    position = Values("position")
    state = Values("state")
    unit = Values("unit")
    country = Values("country")
    owner = Values("owner")
    person = Values("person")
    document = Values("document")
    due_from = DayField(label=_("Due from"), required=False)
    due_until = DayField(label=_("Due until"), required=False)
    overdue = Flag(label=_("Overdue only"))
    in_time = Flag(label=_("Not overdue only"))
    unproven = Flag(label=_("Without evidence only"))
    to_verify = Flag(label=_("Waiting for verification only"))
    mine = Flag(label=_("Of my unit only"))
    parliament = forms.ChoiceField(
        label=_("Number at Parliament"),
        required=False,
        choices=[
            ("", _("With or without a number")),
            (AtParliament.WITH, _("With a number")),
            (AtParliament.WITHOUT, _("Without a number")),
        ],
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            (Sort.THEME, _("by theme")),
            (Sort.DUE, _("by deadline")),
            (Sort.CHANGED, _("last changed first")),
            (Sort.NOTED, _("longest without a note first")),
            (Sort.OWNER, _("by owner")),
            (Sort.RELEVANCE, _("best match with the words first")),
        ],
    )

    #: What stands beside the search field; the rest is folded away until it is used.
    FIRST = ("q", "on")
    _ONCE = ("q", "on", "due_from", "due_until", *FLAGS, "parliament", "sort")

    def __init__(self, data: Any = None, *args: Any, user: Any, **kwargs: Any) -> None:
        data = {} if data is None else data
        super().__init__(data, *args, **kwargs)
        self.offered = Offered(user, AsKnownOn(data).day)
        for name in CHOICES:
            self.fields[name].choices = partial(self.offered.of, name)  # type: ignore[attr-defined]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The fields that are always in sight."""
        return [self[name] for name in self.FIRST]

    @property
    def choice_fields(self) -> list[tuple[forms.BoundField, int]]:
        """The filters with values to tick, each with how many are ticked; those without any are left out."""
        offered = (self[name] for name in CHOICES if self.offered.of(name) or self[name].errors)
        return [(bound, len(self.cleaned_data.get(bound.name, ()))) for bound in offered]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The other fields that are folded away."""
        return [field for field in self if field.name not in (*self.FIRST, *CHOICES)]

    @property
    def wrong_within(self) -> bool:
        """Whether one of the fields that are folded away was refused."""
        return any(name not in self.FIRST for name in self.errors)

    @property
    def order(self) -> str:
        """What the order is called, where it is not that of the themes."""
        sort = self.wanted.sort
        return "" if sort == Sort.THEME else str(dict(self.fields["sort"].choices)[sort])  # type: ignore[attr-defined]

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """Label and message of each part of the question that was not understood."""
        return [(str(self[name].label), " ".join(map(str, said))) for name, said in self.errors.items()]

    def clean(self) -> dict[str, Any]:
        """Refuses what is asked twice with different answers, and a period that ends before it begins."""
        for name in self._ONCE:
            given = self.data.getlist(name) if hasattr(self.data, "getlist") else []
            if len({value for value in given if value.strip()}) > 1:
                self.add_error(name, _("This is asked more than once, with different values."))
        begin, end = self.cleaned_data.get("due_from"), self.cleaned_data.get("due_until")
        if begin and end and end < begin:
            self.add_error("due_until", _("The period ends before it begins."))
        return self.cleaned_data

    @cached_property
    def understood(self) -> Filter:
        """What was asked, without the parts that were refused."""
        self.is_valid()
        asked = self.cleaned_data
        by_words = asked.get("sort") == Sort.RELEVANCE and not asked.get("q")
        ticked: dict[str, Any] = {name: tuple(asked.get(name, ())) for name in CHOICES}
        ticked |= {name: tuple(map(int, ticked[name])) for name in _KEYS}
        return Filter(
            text=asked.get("q", ""),
            **ticked,
            due_from=asked.get("due_from"),
            due_until=asked.get("due_until"),
            **{name: asked.get(name, False) for name in FLAGS},
            parliament=asked.get("parliament", ""),
            sort=Sort.THEME if by_words else asked.get("sort") or Sort.THEME,
        )

    @cached_property
    def wanted(self) -> Filter:
        """What was asked; nothing at all where a part of it was refused."""
        return self.understood if self.is_valid() else replace(self.understood, nothing=True)

    @property
    def canonical_query(self) -> str:
        """The query of the one address of this view, of the parts that were understood."""
        return self.understood.query(self.day)

    def stands_in(self, query: str) -> bool:
        """Whether the query of an address is that of this view, or is one that was not understood.

        Browsers send every field of a form, also the empty ones, and people write values in any order.
        """
        asked = [(name, value) for name, value in parse_qsl(query, True) if name in self.fields]
        return not self.is_valid() or asked == self.understood.parameters(self.day)
