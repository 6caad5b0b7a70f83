# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people ask of Parliament's items, and what they fill in about them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.change_forms import CommitmentForm, WindowForm
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.parliament.models import Decision, ItemKindChoice, ItemStatusChoice
from praktijk.recommendations.parliament.queries import ItemFilter

MOST_FILES = 20


class ItemsForm(forms.Form):
    """Filters and order of the list; all optional, all in the address of the page."""

    q = forms.CharField(label=_("Search by words or number"), required=False, max_length=200)
    decision = forms.ChoiceField(
        label=_("Here"), required=False, choices=[("", _("everything")), *Decision.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all kinds")), *ItemKindChoice.choices]
    )
    status = forms.ChoiceField(
        label=_("At Parliament"), required=False, choices=[("", _("all states")), *ItemStatusChoice.choices]
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("newest", _("newest first")),
            ("changed", _("changed last first")),
            ("deadline", _("by Parliament’s deadline")),
            ("number", _("by number")),
        ],
    )
    differs = forms.BooleanField(label=_("Differs from ours"), required=False)
    removed = forms.BooleanField(label=_("Removed by Parliament"), required=False)

    @property
    def wanted(self) -> ItemFilter:
        """What was asked; a field that was refused counts as not asked."""
        self.is_valid()
        asked = self.cleaned_data
        return ItemFilter(
            text=asked.get("q", ""),
            decision=asked.get("decision", ""),
            kind=asked.get("kind", ""),
            status=asked.get("status", ""),
            differs=asked.get("differs", False),
            removed=asked.get("removed", False),
            sort=asked.get("sort") or "newest",
        )


class SetAsideForm(forms.Form):
    """Why an item is not for this register."""

    reason = forms.CharField(
        label=_("Why is it not for this register?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The reason stays inside the ministry."),
    )


class FindForm(forms.Form):
    """Words of the commitment to link to."""

    q = forms.CharField(label=_("Words of the commitment"), max_length=200)


class LinkForm(forms.Form):
    """The commitment that an item is linked to."""

    commitment = forms.ModelChoiceField(Commitment.objects.none())

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commitment"].queryset = Commitment.objects.visible_to(user)  # type: ignore[attr-defined]


class PromiseForm(WindowForm, CommitmentForm):
    """A commitment that is made from an item of Parliament."""

    seen = None  # type: ignore[assignment]

    class Meta(CommitmentForm.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        window = ["due_earliest", "due_latest", "due_words_nl", "due_words_en"]
        self.order_fields(["title_nl", "title_en", "theme", *window, "unit"])


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One or more files."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files, each checked by itself."""
        files = data if isinstance(data, list | tuple) else [data]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %(most)s files at a time."), params={"most": MOST_FILES})
        return [super(_FilesField, self).clean(file, initial) for file in files or [None]]


class ReadForm(forms.Form):
    """Files of Parliament's open data."""

    data_files = _FilesField(
        label=_("Files of the open data"),
        help_text=_(
            "JSON of OData v4 (Toezegging, Zaak or both), plain or gzip; several pages at once, 25 MB in all."
        ),
        widget=_ManyFiles(attrs={"accept": ".json,.gz,application/json,application/gzip"}),
        error_messages={
            "required": _("Choose a file."),
            "missing": _("Choose a file."),
            "empty": _("The file is empty."),
            "invalid": _("Choose a file."),
        },
        max_length=255,
    )
