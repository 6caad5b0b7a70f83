# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in to keep a view of the register."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Person, Unit
from praktijk.recommendations.forms import RegisterForm
from praktijk.recommendations.saved_views.models import LONGEST_NAME

#: No filter that a page offers is longer than this.
_LONGEST_QUERY = 4000


class ViewForm(forms.Form):
    """The name of a view, and with whom it is shared."""

    name = forms.CharField(label=_("Name of the view"), max_length=LONGEST_NAME)
    shared_with = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Share with"),
        required=False,
        empty_label=_("nobody: for me only"),
        help_text=_("Who shares it sees its name and yours, and finds in it what they may see themselves."),
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person
        units = person.units.all()
        self.fields["shared_with"].queryset = units  # type: ignore[attr-defined]
        if not units:
            del self.fields["shared_with"]


class NewViewForm(ViewForm):
    """A view that is not kept yet; `query` is the address of the register that it stands for."""

    query = forms.CharField(required=False, max_length=_LONGEST_QUERY, widget=forms.HiddenInput)

    def clean_query(self) -> str:
        """The one form of the question. Raises ValidationError for one that is not understood."""
        asked = RegisterForm(QueryDict(self.cleaned_data["query"]), user=self.person)
        if not asked.is_valid():
            raise forms.ValidationError(
                _("This filter is not understood (%(label)s). Choose it in the register once more."),
                params={"label": ", ".join(label for label, _said in asked.wrong)},
            )
        return asked.canonical_query
