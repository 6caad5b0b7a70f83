# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in to find a document."""

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.sources.models import Document
from praktijk.sources.queries import Wanted


class DocumentsForm(forms.Form):
    """Filters and order of the list of documents; all optional, all in the address of the page."""

    q = forms.CharField(label=_("Search by title or number"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *Document.Kind.choices]
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("newest", _("newest first")), ("oldest", _("oldest first")), ("title", _("by title"))],
    )

    @property
    def wanted(self) -> Wanted:
        """What was asked; a field that was refused counts as not asked."""
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(asked.get("q", ""), asked.get("kind", ""), asked.get("sort") or "newest")
