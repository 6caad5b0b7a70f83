# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in to work on many promises, and to ask for an update."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.access.forms import UnitField
from praktijk.access.models import Person, Unit
from praktijk.recommendations.assigning.forms import PersonField
from praktijk.recommendations.assigning.queries import People
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.assigning.units import units_to_give
from praktijk.recommendations.bulk.models import BulkAct
from praktijk.reference.models import Theme

LONGEST_WORDS = 2000
ALL, TICKED = "all", "ticked"


def _words(**options: Any) -> forms.CharField:
    return forms.CharField(
        label=_("What do you want to know?"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        **options,
    )


class AskForm(forms.Form):
    """A request for an update of one promise."""

    words = _words(help_text=_("Stays inside the ministry. May be left empty."))


class KeysField(forms.MultipleChoiceField):
    """Keys of records that were ticked; what is no key is refused, and what is not offered is looked up."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        """Whether it can be the key of a record."""
        return value.isascii() and value.isdigit() and len(value) < 19

    def clean(self, value: Any) -> list[int]:
        """The keys."""
        return [int(key) for key in super().clean(value)]


class BulkForm(forms.Form):
    """What is to be done to which of the promises that are filtered; the button pressed is `kind`."""

    which = forms.ChoiceField(label=_("Which ones?"), widget=forms.RadioSelect, initial=ALL)
    ticked = KeysField(label=_("Commitments"), required=False)
    kind = forms.ChoiceField(choices=BulkAct.Kind.choices, widget=forms.HiddenInput)
    unit = UnitField(Unit.objects.none(), label=_("Unit"), required=False, empty_label=_("leave as it is"))
    owner = PersonField(label=_("Owner"))
    deputy = PersonField(label=_("Deputy"))
    verifier = PersonField(label=_("Verifier"))
    theme = forms.ModelChoiceField(
        Theme.objects.all(), label=_("Theme"), required=False, empty_label=_("choose a theme")
    )
    words = _words(help_text=_("Stays inside the ministry. Goes to the owner, or else to the deputy."))

    #: The fields that each kind of act takes.
    OF = {
        BulkAct.Kind.ASSIGN: ("unit", "owner", "deputy", "verifier"),
        BulkAct.Kind.THEME: ("theme",),
        BulkAct.Kind.ASK: ("words",),
    }

    def __init__(
        self,
        *args: Any,
        user: Person,
        count: int,
        offered: Sequence[Any],
        units: Sequence[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        which: Any = self.fields["which"]
        which.choices = [
            (ALL, _("all %(count)s that are filtered") % {"count": count}),
            (TICKED, _("only those ticked below")),
        ]
        ticked: Any = self.fields["ticked"]
        ticked.choices = [(one.pk, one.title) for one in offered]
        unit: Any = self.fields["unit"]
        unit.queryset = units_to_give(user)
        people = People()
        for seat in Seat:
            field: Any = self.fields[seat.value]
            field.choices = [("", _("leave as it is")), *people.choices(seat, units)]

    def clean(self) -> dict[str, Any]:
        """Ask for what the act is to do, and for a tick where only the ticked are meant."""
        values = super().clean() or {}
        kind = values.get("kind")
        if values.get("which") == TICKED and not values.get("ticked") and "ticked" not in self.errors:
            self.add_error("ticked", _("Tick at least one commitment."))
        if kind == BulkAct.Kind.ASSIGN and not any(values.get(name) for name in self.OF[kind]):
            self.add_error("owner", _("Choose a unit, an owner, a deputy or a verifier."))
        if kind == BulkAct.Kind.THEME and not values.get("theme"):
            self.add_error("theme", _("Choose a theme."))
        return values

    @property
    def only(self) -> list[int] | None:
        """The keys that were ticked, or None for all."""
        return self.cleaned_data["ticked"] if self.cleaned_data["which"] == TICKED else None

    @property
    def values(self) -> dict[str, Any]:
        """What the act is to set: keys of records, and words."""
        asked = {name: self.cleaned_data[name] for name in self.OF[self.cleaned_data["kind"]]}
        return {name: getattr(value, "pk", value) for name, value in asked.items() if value}

    @property
    def assigning(self) -> list[forms.BoundField]:
        """The fields of assigning."""
        return [self[name] for name in self.OF[BulkAct.Kind.ASSIGN]]
