# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in about a recommendation of ours."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktijk.access.forms import WithUnitsForm
from praktijk.access.models import Unit
from praktijk.recommendations.evidence import MAX_BYTES
from praktijk.recommendations.evidence_links import checked_address
from praktijk.recommendations.forms import DayField
from praktijk.recommendations.un.followup.actions import Piece
from praktijk.recommendations.un.followup.models import ConfidenceChoice, StateChoice
from praktijk.recommendations.un.followup.rules import Confidence, Side, State, a_year_on
from praktijk.recommendations.versions import SeenForm

LONGEST_TEXT = 5000
_SIDES = (Side.FOR, Side.AGAINST)


def _file() -> forms.FileInput:
    # Read by web/files.js, which spares people the wait; the server refuses by itself.
    return forms.FileInput(
        attrs={
            "data-most-bytes": MAX_BYTES,
            "data-too-large": _("This file is larger than 25 MB. Nothing was sent."),
        }
    )


def _link(label: Any) -> forms.URLField:
    return forms.URLField(label=label, required=False, max_length=500, assume_scheme="https")


class AssessForm(WithUnitsForm):
    """What became of a recommendation: state, day, how sure, why, evidence for and against, next look."""

    state = forms.ChoiceField(
        label=_("What became of it"),
        choices=[choice for choice in StateChoice.choices if choice[0] != State.NOT_ASSESSED],
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("As of"), initial=timezone.localdate)
    confidence = forms.ChoiceField(
        label=_("How sure"),
        choices=ConfidenceChoice.choices,
        initial=Confidence.MEDIUM,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What this rests on"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In a few sentences. Name nobody who could be harmed by it."),
    )
    for_title = forms.CharField(label=_("Evidence for progress: name"), required=False, max_length=200)
    for_address = _link(_("Evidence for progress: link"))
    for_file = forms.FileField(
        label=_("Evidence for progress: file"),
        required=False,
        widget=_file(),
        help_text=_("PDF, Office or OpenDocument, picture or text; at most 25 MB."),
    )
    against_title = forms.CharField(label=_("Evidence against it: name"), required=False, max_length=200)
    against_address = _link(_("Evidence against it: link"))
    against_file = forms.FileField(label=_("Evidence against it: file"), required=False, widget=_file())
    next_look_on = DayField(
        label=_("Look again on"), required=False, initial=lambda: a_year_on(timezone.localdate())
    )

    def clean(self) -> dict[str, Any]:
        """Make pieces of the evidence; refuse a name that comes without link or file."""
        values = super().clean() or {}
        pieces = []
        for side in _SIDES:
            parts = {name: values.pop(f"{side}_{name}", None) for name in ("title", "address", "file")}
            if parts["address"]:
                try:
                    checked_address(parts["address"])
                except forms.ValidationError as refused:
                    self.add_error(f"{side}_address", refused)
                    continue
            found = parts["address"] or parts["file"]
            if parts["title"] and not found and not self.errors:
                self.add_error(f"{side}_title", _("Add the link or the file that has this name."))
            if found:
                pieces.append(
                    Piece(side, parts["title"] or "", parts["address"] or "", parts["file"] or None)
                )
        values["evidence"] = pieces
        return values


class FollowUpNoteForm(WithUnitsForm):
    """What happened, or was done, on a day."""

    on = DayField(label=_("Date"), initial=timezone.localdate)
    text = forms.CharField(
        label=_("What happened, or was done"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GiveForm(SeenForm):
    """Who looks after it."""

    unit = forms.ModelChoiceField(
        label=_("Looked after by"),
        queryset=Unit.objects.all(),
        required=False,
        empty_label=_("nobody yet"),
    )


class NextLookForm(SeenForm):
    """When to look again."""

    on = DayField(label=_("Look again on"), required=False)

    def __init__(self, *args: Any, initial_on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = initial_on
