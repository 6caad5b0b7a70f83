# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in about whose a promise is."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.access.forms import UnitField
from praktijk.access.models import Person, Unit
from praktijk.recommendations.assigning.handing_over import held_by
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


class HandOverForm(forms.Form):
    """To whom somebody's promises go: one person for everything, or another one for a role.

    `seats` are the roles that there is something of to give, by `user`.
    """

    everything = PersonField(
        label=_("Everything to"), help_text=_("For each role for which you choose nobody else below.")
    )
    owner = PersonField(label=_("What they own to"))
    deputy = PersonField(label=_("What they are the deputy of to"))
    verifier = PersonField(label=_("What they verify to"))
    unit = UnitField(
        Unit.objects.none(),
        label=_("Only of this unit"),
        required=False,
        empty_label=_("of all units"),
        help_text=_("For who works in two units and is followed by two people."),
    )
    closed = forms.BooleanField(
        label=_("Also what is settled or lapsed"),
        required=False,
        help_text=_("Otherwise that keeps the name of who looked after it."),
    )
    note = forms.CharField(
        label=_("Note for who takes over"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Stands with each of these promises, for everybody who may see one of them; it never leaves the "
            "ministry. So write nothing in it that not everybody of them may know."
        ),
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, leaving: Person, seats: Collection[Seat], user: Person, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.leaving = leaving
        self.chosen_from = ["everything", *seats]
        people = People(but=leaving.pk)
        for name in ("everything", *Seat):
            field: Any = self.fields[name]
            if name not in self.chosen_from:
                del self.fields[name]
            elif name == "everything":
                offered = people.choices(Seat.OWNER, leaving.unit_ids)
                field.choices = [("", _("nobody chosen")), *offered]
            else:
                field.choices = [("", _("as above")), *people.choices(Seat(name), leaving.unit_ids)]
        held = held_by(leaving).visible_to(user).exclude(unit=None).order_by().values("unit")
        units = Unit.objects.filter(pk__in=held)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if len(units) < 2:
            del self.fields["unit"]

    def clean(self) -> dict[str, Any]:
        """Refuse to give to who leaves, and to give to nobody."""
        values = super().clean() or {}
        chosen = [name for name in self.chosen_from if values.get(name)]
        for name in chosen:
            if values[name] == self.leaving:
                told = _("Choose somebody else than %(person)s.") % {"person": self.leaving.name}
                self.add_error(name, told)
        if not chosen and not self.errors:
            self.add_error("everything", _("Choose who takes over."))
        return values

    @property
    def asked(self) -> dict[str, Any]:
        """What was filled in, as the action takes it."""
        values = self.cleaned_data
        return {
            "successors": {seat: values.get(seat) or values["everything"] for seat in Seat},
            "closed": values["closed"],
            "unit": values.get("unit"),
        }


class LinkForm(forms.Form):
    """The commitment to link to, chosen from what a search found."""

    other = forms.ModelChoiceField(
        Commitment.objects.none(),
        label=_("Commitment"),
        error_messages={
            "required": _("Choose a commitment."),
            "invalid_choice": _("There is no such commitment that you may see."),
        },
    )

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = Commitment.objects.visible_to(user)  # type: ignore[attr-defined]
