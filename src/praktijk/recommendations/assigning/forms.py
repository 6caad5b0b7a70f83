# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in about whose a promise is."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.access.forms import UnitField
from praktijk.access.models import Person
from praktijk.recommendations.assigning.queries import People, people_for
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.assigning.units import everywhere, units_to_give
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.versions import SeenForm

#: What each seat is for.
SEAT_HELP = {
    Seat.OWNER: _("Sees to it that the promise is kept. Somebody of the unit."),
    Seat.DEPUTY: _("Takes over when the owner is away. Somebody of the unit."),
    Seat.VERIFIER: _("Checks what was delivered and settles it: neither owner nor deputy."),
}


class PersonField(forms.ModelChoiceField):
    """Somebody who looks after a promise; offers who may, understands everybody."""

    def __init__(self, queryset: Any = None, **options: Any) -> None:
        options["required"] = False
        super().__init__(queryset if queryset is not None else Person.objects.all(), **options)


def offer_people(form: forms.BaseForm, people: People, units: Collection[int]) -> None:
    """Have the fields for owner, deputy and verifier offer these people, those of the units first."""
    for seat in Seat:
        field: Any = form.fields[seat.value]
        field.choices = [("", _("nobody")), *people.choices(seat, units)]
        field.help_text = SEAT_HELP[seat]


class AssignForm(SeenForm, forms.ModelForm):
    """Unit, owner, deputy and verifier of a commitment."""

    class Meta:
        model = Commitment
        fields = ["unit", "owner", "deputy", "verifier"]
        field_classes = {
            "unit": UnitField,
            "owner": PersonField,
            "deputy": PersonField,
            "verifier": PersonField,
        }

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units_to_give(user)
        unit.required = not everywhere(user)
        unit.help_text = _("Left empty, it becomes the unit of the owner.")
        offer_people(self, people_for(self.instance), [self.instance.unit_id])

    def _post_clean(self) -> None:
        """Leave the record's own checks to the action."""
