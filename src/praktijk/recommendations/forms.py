# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people ask of the register: filters, order and day."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Unit
from praktijk.recommendations.models import PositionChoice, StateChoice
from praktijk.recommendations.queries import Filter
from praktijk.reference.models import Theme
from praktijk.sources.models import Document

#: The first day on which anything could have been known: older dates are slips of the pen.
FIRST_DAY = date(1990, 1, 1)
#: No letter, promise or deadline lies outside these: a date that does is a slip of the pen.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
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


class RegisterForm(AsKnownOn):
    """The filters of the register page; all optional, all in the address of the page."""

    q = forms.CharField(label=_("Search in the register"), required=False, max_length=200)
    theme = forms.ModelChoiceField(
        Theme.objects, to_field_name="key", label=_("Theme"), required=False, empty_label=_("All themes")
    )
    position = forms.ChoiceField(
        label=_("Position"), required=False, choices=[("", _("All positions")), *PositionChoice.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *StateChoice.choices]
    )
    unit = forms.ModelChoiceField(
        Unit.objects, to_field_name="code", label=_("Unit"), required=False, empty_label=_("All units")
    )
    document = forms.ModelChoiceField(
        Document.objects, label=_("Document"), required=False, empty_label=_("All documents")
    )
    overdue = forms.BooleanField(label=_("Overdue only"), required=False)
    unproven = forms.BooleanField(label=_("Without evidence only"), required=False)
    mine = forms.BooleanField(label=_("Of my unit only"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("theme", _("by theme")), ("due", _("by deadline"))]
    )

    #: What stands beside the search field; the rest is folded away until it is used.
    FIRST = ("q", "on")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = Document.objects.visible_to(user).defer("text")  # type: ignore[attr-defined]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The fields that are always in sight."""
        return [self[name] for name in self.FIRST]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The fields that are folded away."""
        return [field for field in self if field.name not in self.FIRST]

    @property
    def uses_more(self) -> bool:
        """Whether one of the fields that are folded away is filled in, or was refused."""
        return any(field.errors or field.data for field in self.more_fields)

    @property
    def wanted(self) -> Filter:
        """What was asked; a field that was refused counts as not asked."""
        self.is_valid()
        asked = self.cleaned_data
        theme, unit, document = asked.get("theme"), asked.get("unit"), asked.get("document")
        return Filter(
            theme=theme.key if theme else "",
            position=asked.get("position", ""),
            state=asked.get("state", ""),
            unit=unit.code if unit else "",
            document=document.pk if document else None,
            overdue=asked.get("overdue", False),
            unproven=asked.get("unproven", False),
            mine=asked.get("mine", False),
            text=asked.get("q", ""),
            sort=asked.get("sort") or "theme",
        )
