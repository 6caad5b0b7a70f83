# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What administrators fill in about people, units and roles."""

from typing import Any

import pycountry
from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Person, RoleChoice, ScopeChoice, Unit
from praktijk.access.roles import ScopeKind

COUNTRY_CODES = frozenset(country.alpha_2 for country in pycountry.countries)


def code_and_name(unit: Unit) -> str:
    """A unit as something to choose: "DMM – Multilateral Institutions and Human Rights Department"."""
    return f"{unit.code} – {unit.name}"


class UnitField(forms.ModelChoiceField):
    """One unit, by its code and its name."""

    def label_from_instance(self, obj: Unit) -> str:
        """Code and name of a unit."""
        return code_and_name(obj)


class UnitsField(forms.ModelMultipleChoiceField):
    """Units to tick, each by its code and its name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Unit) -> str:
        """Code and name of a unit."""
        return code_and_name(obj)


class WithUnitsForm(forms.Form):
    """Keeps what is filled in to some units of one's own, where that is wanted."""

    restricted_to = UnitsField(
        Unit.objects.none(),
        label=_("Only for"),
        required=False,
        help_text=_("Choose nothing: everybody in the ministry with the register may read it."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["restricted_to"]
        field.queryset = Unit.objects.filter(pk__in=person.unit_ids)
        if not person.unit_ids:
            del self.fields["restricted_to"]

    def clean_restricted_to(self) -> list[int]:
        """The keys of the units, in order."""
        return sorted(unit.pk for unit in self.cleaned_data.get("restricted_to") or [])


class PersonForm(forms.ModelForm):
    """A new person."""

    units = UnitsField(Unit.objects, label=_("Units"), required=False)

    class Meta:
        model = Person
        fields = ["email", "name", "units", "language"]
        help_texts = {"email": _("The person sets a password through “Forgot your password?”.")}

    def clean_email(self) -> str:
        """The address in lower case, as it is kept."""
        return str(self.cleaned_data["email"]).lower()


class ChangePersonForm(forms.ModelForm):
    """A person's name, units, and whether they may sign in."""

    units = UnitsField(Unit.objects, label=_("Units"), required=False)

    class Meta:
        model = Person
        fields = ["name", "units", "is_active"]


class RoleForm(forms.Form):
    """A role within a scope."""

    role = forms.ChoiceField(label=_("Role"), choices=RoleChoice.choices)
    scope = forms.ChoiceField(label=_("Scope"), choices=ScopeChoice.choices)
    unit = UnitField(
        Unit.objects,
        label=_("Unit or post"),
        required=False,
        help_text=_("For the scopes “a unit” and “a post”."),
    )
    countries = forms.CharField(
        label=_("Countries"),
        required=False,
        max_length=800,
        help_text=_("For the scope “countries”: two-letter codes with commas, such as KE, UG."),
    )

    def clean_countries(self) -> list[str]:
        """The codes, in capitals; refuses what is no country."""
        codes = [code.strip().upper() for code in self.cleaned_data["countries"].split(",") if code.strip()]
        unknown = [code for code in codes if code not in COUNTRY_CODES]
        if unknown:
            raise forms.ValidationError(
                _("Not a country code: %(codes)s."), params={"codes": ", ".join(unknown)}
            )
        return codes

    def clean(self) -> dict[str, Any]:
        """Ask for what the scope covers, and leave out what it does not."""
        values = super().clean() or {}
        scope = values.get("scope")
        if scope in {ScopeKind.UNIT, ScopeKind.POST} and not values.get("unit"):
            self.add_error("unit", _("Choose the unit or post."))
        if scope == ScopeKind.COUNTRIES and not values.get("countries") and "countries" not in self.errors:
            self.add_error("countries", _("Name at least one country."))
        if scope not in {ScopeKind.UNIT, ScopeKind.POST}:
            values["unit"] = None
        if scope != ScopeKind.COUNTRIES:
            values["countries"] = []
        return values


class UnitForm(forms.ModelForm):
    """A new unit."""

    class Meta:
        model = Unit
        fields = ["code", "name_nl", "name_en", "kind"]


class PeopleForm(forms.Form):
    """Search and order of the list of people; all optional, all in the address of the page."""

    q = forms.CharField(label=_("Search by name, address or unit"), required=False, max_length=200)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("name", _("by name")),
            ("newest", _("newest first")),
            ("closed", _("closed accounts first")),
        ],
    )


class AuditForm(forms.Form):
    """Filters and order of the audit trail; all optional, all in the address of the page."""

    person = forms.CharField(label=_("Who"), required=False, max_length=200)
    action = forms.CharField(label=_("What"), required=False, max_length=60)
    record = forms.CharField(label=_("Record"), required=False, max_length=120)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("newest", _("newest first")), ("oldest", _("oldest first"))],
    )
