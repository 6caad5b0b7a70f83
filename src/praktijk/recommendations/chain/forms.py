# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in to split a promise."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from praktijk.access.forms import UnitField
from praktijk.access.models import Person, Unit
from praktijk.recommendations.assigning.units import everywhere
from praktijk.recommendations.chain.splitting import Part
from praktijk.recommendations.change_forms import WindowForm, units_to_give
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.versions import SeenForm

MOST_PARTS = 10


class SplitForm(SeenForm):
    """Why a promise is split."""

    reason = forms.CharField(
        label=_("Why is it split?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Where the first part gets another term, this is the reason that goes with it, also in the "
            "report to Parliament."
        ),
    )


class PartForm(WindowForm):
    """One part: its words, unit, owner and window."""

    title_nl = forms.CharField(label=_("This part in Dutch"), required=False, max_length=300)
    title_en = forms.CharField(label=_("This part in English"), required=False, max_length=300)
    unit = UnitField(Unit.objects.none(), label=_("Unit"), required=False, empty_label=_("no unit yet"))
    owner = forms.ModelChoiceField(
        Person.objects.none(), label=_("Owner"), required=False, empty_label=_("no owner yet")
    )
    takes_evidence = forms.BooleanField(
        label=_("The evidence from before counts for this part too"), required=False
    )

    def __init__(self, *args: Any, user: Person, number: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = (number or 0) + 1
        units = units_to_give(user)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        # Who works within a scope can only leave something with a unit within it.
        self.fields["unit"].required = not everywhere(user)
        people = Person.objects.filter(is_active=True, units__in=units).distinct()
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]
        self.order_fields(["title_nl", "title_en", "unit", "owner"])
        if number == 0:
            del self.fields["takes_evidence"]


class PartsFormSet(BaseFormSet):
    """The parts, each with its number."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """What each form is made with; one after the second may stay empty."""
        return super().get_form_kwargs(index) | {"number": index, "empty_permitted": (index or 0) > 1}

    @property
    def parts(self) -> list[Part]:
        """The parts that were filled in; a third or later one that was left alone, at the end, is none."""
        filled = list(self.forms)
        while len(filled) > 2 and not filled[-1].has_changed():
            filled.pop()
        return [Part(**form.cleaned_data) for form in filled]


_Parts = formset_factory(
    PartForm, formset=PartsFormSet, extra=0, max_num=MOST_PARTS, absolute_max=MOST_PARTS, validate_max=True
)


def parts_of(commitment: Commitment, user: Person) -> Any:
    """Two parts to begin with: the promise as it is, and one beside it."""
    common = {
        name: getattr(commitment, name)
        for name in ("due_earliest", "due_latest", "due_words_nl", "due_words_en")
    } | {"unit": commitment.unit_id, "owner": commitment.owner_id}
    first = common | {"title_nl": commitment.title_nl, "title_en": commitment.title_en}
    return _Parts(initial=[first, common], form_kwargs={"user": user}, prefix="part")


def parts_sent(data: Any, user: Person) -> Any:
    """The parts as they were filled in."""
    return _Parts(data, form_kwargs={"user": user}, prefix="part")


def with_one_more(data: Any, user: Person) -> Any:
    """The parts as they were filled in, not judged yet, and an empty one after them."""
    sent = parts_sent(data, user)
    initial = [{name: form[name].data for name in form.fields} for form in sent.forms[: MOST_PARTS - 1]]
    return _Parts(initial=[*initial, {}], form_kwargs={"user": user}, prefix="part")
