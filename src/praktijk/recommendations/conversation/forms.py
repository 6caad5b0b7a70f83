# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in to say something about a promise."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Person
from praktijk.recommendations.conversation.queries import MOST_OFFERED, to_offer, who_may_read
from praktijk.recommendations.conversation.rules import LONGEST
from praktijk.recommendations.models import Commitment


class CommentForm(forms.Form):
    """What one wants to say, and to whom besides those named in it."""

    text = forms.CharField(
        label=_("What do you want to say?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Name somebody with @ and the name or e-mail address, and they are told of it."),
    )
    also = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("Tell also"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, commitment: Commitment, user: Person
    ) -> None:
        super().__init__(data, auto_id="comment_%s")
        also = self.fields["also"]
        offered = list(to_offer(commitment, user)[:MOST_OFFERED])
        also.queryset = who_may_read(commitment)  # type: ignore[attr-defined]
        also.choices = [(person.pk, person.name) for person in offered]  # type: ignore[attr-defined]
        if not offered:
            also.widget = forms.MultipleHiddenInput()


class FindForm(forms.Form):
    """Whom one looks for to tell, and who was ticked already."""

    find = forms.CharField(required=False, max_length=100)
    also = forms.ModelMultipleChoiceField(Person.objects.none(), required=False)

    def __init__(self, data: Mapping[str, Any], *, commitment: Commitment) -> None:
        super().__init__(data)
        self.fields["also"].queryset = who_may_read(commitment)  # type: ignore[attr-defined]
