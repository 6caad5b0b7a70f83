# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about a report."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from praktijk.accountability.followup.files import CONTENT_TYPES
from praktijk.recommendations.forms import AsKnownOn
from praktijk.sources.models import Document


class FollowUpForm(AsKnownOn):
    """Language, document and day of the report on the state of follow-up."""

    language = forms.ChoiceField(
        label=_("Language of the report"), required=False, choices=[("nl", _("Dutch")), ("en", _("English"))]
    )
    document = forms.ModelChoiceField(
        Document.objects, label=_("Document"), required=False, empty_label=_("All documents")
    )
    format = forms.ChoiceField(
        required=False, choices=[(name, name) for name in CONTENT_TYPES], widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = Document.objects.visible_to(user).defer("text")  # type: ignore[attr-defined]
        own = (get_language() or "nl")[:2]
        language = self.fields["language"]
        # Nothing chosen means the person's own: a browser shows the first choice then.
        language.choices = sorted(language.choices, key=lambda one: one[0] != own)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say above the form, where it can be seen, that a file of this kind is not made."""
        values = super().clean() or {}
        if "format" in self.errors:
            self.add_error(None, _("The report can be had as PDF, ODT or HTML."))
        return values

    @property
    def report_language(self) -> str:
        """The language chosen, else that of the person."""
        self.is_valid()
        return self.cleaned_data.get("language") or (get_language() or "nl")[:2]

    @property
    def document_key(self) -> int | None:
        """Key of the document chosen, or None."""
        self.is_valid()
        document = self.cleaned_data.get("document")
        return document.pk if document else None
