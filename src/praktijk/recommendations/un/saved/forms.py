# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in to keep a search."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.un.saved.models import LONGEST_NAME
from praktijk.recommendations.un.search.asked import Asked

#: No search that a page offers is longer than this.
_LONGEST_QUERY = 8000


class NameForm(forms.Form):
    """The name of a search."""

    name = forms.CharField(label=_("Name of the search"), max_length=LONGEST_NAME)


class NewSearchForm(NameForm):
    """A search that is not kept yet; `query` is the address of the search page that it stands for."""

    query = forms.CharField(required=False, max_length=_LONGEST_QUERY, widget=forms.HiddenInput)

    def clean_query(self) -> Asked:
        """What is asked, as far as it is understood."""
        return Asked.of(QueryDict(self.cleaned_data["query"]))
