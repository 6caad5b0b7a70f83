# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in about the register."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Unit
from praktijk.recommendations.models import (
    Commitment,
    PositionChoice,
    ProgressNote,
    Recommendation,
    StateChoice,
)
from praktijk.recommendations.queries import Filter
from praktijk.recommendations.rules import TRANSITIONS, State
from praktijk.reference.models import Theme
from praktijk.sources.models import Document

#: The first day on which anything could have been known: older dates are slips of the pen.
FIRST_DAY = date(1990, 1, 1)


class DayInput(forms.DateInput):
    """A date field as the browser draws it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A date as browsers send it (2026-01-31) or as people write it (31-1-2026, 31/01/2026)."""

    widget = DayInput

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
            error_messages={"invalid": _("This is not a date. Write it as 31-12-2026.")},
            **options,
        )


class AsKnownOn(forms.Form):
    """The day on which something is to be shown as it was known then."""

    on = DayField(label=_("As known on"), required=False)

    def clean_on(self) -> date | None:
        """The day asked for; refuses days to come and days before anything was known."""
        on: date | None = self.cleaned_data["on"]
        if on is not None and on > timezone.localdate():
            raise forms.ValidationError(_("What will be known on a day to come, nobody knows."))
        if on is not None and on < FIRST_DAY:
            raise forms.ValidationError(_("There is nothing in the register from before 1990."))
        return on

    @property
    def day(self) -> date | None:
        """The day of "as known on", or None for today and for a day that was refused."""
        self.is_valid()
        return self.cleaned_data.get("on")


class RegisterForm(AsKnownOn):
    """The filters of the register page; all optional, all in the address of the page."""

    q = forms.CharField(label=_("Search in the register"), required=False, max_length=200)
    theme = forms.ModelChoiceField(
        Theme.objects, to_field_name="key", label=_("Theme"), required=False, empty_label=_("All themes")
    )
    position = forms.ChoiceField(
        label=_("Position"), required=False, choices=[("", _("All positions")), *PositionChoice.choices]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *StateChoice.choices]
    )
    unit = forms.ModelChoiceField(
        Unit.objects, to_field_name="code", label=_("Unit"), required=False, empty_label=_("All units")
    )
    document = forms.ModelChoiceField(
        Document.objects, label=_("Document"), required=False, empty_label=_("All documents")
    )
    overdue = forms.BooleanField(label=_("Overdue only"), required=False)
    unproven = forms.BooleanField(label=_("Without evidence only"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("theme", _("by theme")), ("due", _("by deadline"))]
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = Document.objects.visible_to(user)  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Filter:
        """What was asked; a field that was refused counts as not asked."""
        self.is_valid()
        asked = self.cleaned_data
        theme, unit, document = asked.get("theme"), asked.get("unit"), asked.get("document")
        return Filter(
            theme=theme.key if theme else "",
            position=asked.get("position", ""),
            state=asked.get("state", ""),
            unit=unit.code if unit else "",
            document=document.pk if document else None,
            overdue=asked.get("overdue", False),
            unproven=asked.get("unproven", False),
            text=asked.get("q", ""),
            sort=asked.get("sort") or "theme",
        )


class NoteForm(forms.ModelForm):
    """A dated note with evidence."""

    on = DayField(label=_("Date"), initial=timezone.localdate)
    publish = forms.BooleanField(
        label=_("May appear in the report to Parliament"),
        required=False,
        help_text=_("Otherwise the note stays inside the ministry."),
    )

    class Meta:
        model = ProgressNote
        fields = ["on", "text_nl", "text_en", "evidence_title", "evidence_address", "evidence_file"]
        widgets = {
            "text_nl": forms.Textarea(attrs={"rows": 3}),
            "text_en": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "text_nl": _("What happened, in a sentence or two. One language is enough."),
            "evidence_address": _("For instance the page where the document is published."),
            "evidence_file": _("PDF, Office or OpenDocument, picture or text; at most 25 MB."),
        }

    def _post_clean(self) -> None:
        """Leave the record's own checks to the action that adds the note."""


class StateForm(forms.Form):
    """Another state, with the reason where one is asked."""

    state = forms.ChoiceField(label=_("New state"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when a commitment lapses, or when a closed one is opened again."),
    )

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = TRANSITIONS[State(commitment.state)]
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in StateChoice.choices if value in possible
        ]


class MoveDueForm(forms.Form):
    """Another deadline, always with its reason."""

    due_earliest = DayField(label=_("Due from"), required=False)
    due_latest = DayField(label=_("Due by"))
    due_words_nl = forms.CharField(label=_("Term in Dutch"), required=False, max_length=120)
    due_words_en = forms.CharField(label=_("Term in English"), required=False, max_length=120)
    reason = forms.CharField(
        label=_("Why does the deadline move?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a window that ends before it begins."""
        values = super().clean() or {}
        earliest, latest = values.get("due_earliest"), values.get("due_latest")
        if earliest and latest and earliest > latest:
            self.add_error("due_latest", _("The window ends before it begins."))
        return values


class RecommendationForm(forms.ModelForm):
    """A recommendation: own words, position, reason and theme."""

    class Meta:
        model = Recommendation
        fields = ["title_nl", "title_en", "theme", "position", "reason_nl", "reason_en"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("reason_nl", "reason_en")}

    def clean(self) -> dict[str, Any]:
        """Ask for a title in at least one language."""
        return _with_a_title(self, super().clean() or {})


class CommitmentForm(forms.ModelForm):
    """A commitment: own words, theme and unit. State and deadline have forms of their own."""

    class Meta:
        model = Commitment
        fields = ["title_nl", "title_en", "theme", "unit"]

    def clean(self) -> dict[str, Any]:
        """Ask for a title in at least one language."""
        return _with_a_title(self, super().clean() or {})


def _with_a_title(form: forms.Form | forms.ModelForm, values: dict[str, Any]) -> dict[str, Any]:
    if not values.get("title_nl") and not values.get("title_en"):
        form.add_error("title_nl", _("Give it a title in Dutch or in English."))
    return values
