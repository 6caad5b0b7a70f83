# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is filled in while preparing for a review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.un.reviews.models import Draft
from praktijk.recommendations.un.reviews.rules import LONGEST_TEXT
from praktijk.recommendations.versions import SeenForm
from praktijk.reference.exchange.terms import Kind, listed


class DraftForm(SeenForm):
    """A recommendation being drafted."""

    text = forms.CharField(
        label=_("Recommendation"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "en"}),
        help_text=_("In English, as it will be made: one thing to do, begun with its verb."),
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    reason = forms.CharField(
        label=_("Why we ask this"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    state = forms.ChoiceField(label=_("State"), choices=Draft.State.choices, initial=Draft.State.IDEA)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = sorted(
            ((key, one.name) for key, one in listed(Kind.THEME).items()), key=lambda pair: pair[1]
        )
        field: Any = self.fields["theme"]
        field.choices = [("", _("no theme yet")), *themes]
