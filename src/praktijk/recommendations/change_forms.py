# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in to add to the register, and to change what is in it."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktijk.access.forms import UnitsField
from praktijk.access.models import LevelChoice, Person, Unit
from praktijk.access.publication import Level
from praktijk.recommendations.assigning.forms import AssignForm, offer_people
from praktijk.recommendations.assigning.queries import people_for
from praktijk.recommendations.assigning.units import everywhere, units_to_give
from praktijk.recommendations.evidence import MAX_BYTES
from praktijk.recommendations.evidence_links import checked_address
from praktijk.recommendations.forms import DayField
from praktijk.recommendations.models import Commitment, ProgressNote, Recommendation, StateChoice
from praktijk.recommendations.picking import RecommendationField, words_of
from praktijk.recommendations.rules import NEEDS_SECOND_PERSON, TRANSITIONS, State
from praktijk.recommendations.versions import SeenForm
from praktijk.reference.forms import CountriesField
from praktijk.sources.models import Document

#: Characters of a text that people write themselves; what is longer belongs in a file.
LONGEST_TEXT = 5000
_EVIDENCE = ("evidence_address", "evidence_file")


def _rows(count: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": count})


class _BoundedTexts(forms.ModelForm):
    """A form on a record whose long texts have no end of their own: refuses more than LONGEST_TEXT."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and field.max_length is None:
                field.validators.append(MaxLengthValidator(LONGEST_TEXT))


class NoteForm(_BoundedTexts):
    """A dated note with evidence."""

    on = DayField(label=_("Date"), initial=timezone.localdate)
    evidence_address = forms.URLField(
        label=_("Link to the evidence"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("For instance the page where the document is published."),
    )
    publish = forms.BooleanField(
        label=_("May appear in the report to Parliament"),
        required=False,
        help_text=_("Otherwise the note stays inside the ministry."),
    )

    class Meta:
        model = ProgressNote
        fields = ["on", "text_nl", "text_en", "evidence_title", "evidence_address", "evidence_file"]
        widgets = {
            "text_nl": _rows(3),
            "text_en": _rows(3),
            # Read by web/files.js, which spares people the wait; the server refuses by itself.
            "evidence_file": forms.FileInput(
                attrs={
                    "data-most-bytes": MAX_BYTES,
                    "data-too-large": _("This file is larger than 25 MB. Nothing was sent."),
                }
            ),
        }
        help_texts = {
            "text_nl": _("What happened, in a sentence or two. One language is enough."),
            "evidence_file": _("PDF, Office or OpenDocument, picture or text; at most 25 MB."),
        }

    def clean_evidence_address(self) -> str:
        """The address; refuses one that is of no use to others, see `checked_address`."""
        return checked_address(str(self.cleaned_data["evidence_address"]))

    def clean(self) -> dict[str, Any]:
        """Refuse a name of evidence that comes without the evidence, which would be lost."""
        values = super().clean() or {}
        without = not any(values.get(name) or name in self.errors for name in _EVIDENCE)
        if values.get("evidence_title") and without:
            self.add_error("evidence_title", _("Add the link or the file that has this name."))
        return values

    def _post_clean(self) -> None:
        """Leave the record's own checks to the action that adds the note."""


class StateForm(SeenForm):
    """Another state, with the reason where one is asked."""

    state = forms.ChoiceField(label=_("New state"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=_rows(2),
        help_text=_(
            "Needed when a commitment lapses, when a delivery is returned and when a closed one is opened "
            "again; of what is settled in part: what remains. Of a public commitment it appears in the "
            "report to Parliament."
        ),
    )

    def __init__(self, *args: Any, commitment: Any, may_settle: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = TRANSITIONS[State(commitment.state)]
        if not may_settle:
            possible -= NEEDS_SECOND_PERSON
        state: Any = self.fields["state"]
        # The step asked for may have been possible from the state that was seen: the action says so.
        state.choices = StateChoice.choices
        state.widget.choices = [choice for choice in StateChoice.choices if choice[0] in possible]


class WindowForm(forms.Form):
    """The window in which something is due."""

    due_earliest = DayField(label=_("Due from"), required=False)
    due_latest = DayField(label=_("Due by"), required=False)
    due_words_nl = forms.CharField(label=_("Term in Dutch"), required=False, max_length=120)
    due_words_en = forms.CharField(label=_("Term in English"), required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        """Refuse a window that ends before it begins."""
        values = super().clean() or {}
        earliest: date | None = values.get("due_earliest")
        latest: date | None = values.get("due_latest")
        if earliest and latest and earliest > latest:
            self.add_error("due_latest", _("The window ends before it begins."))
        return values


class MoveDueForm(SeenForm, WindowForm):
    """Another deadline, always with its reason.

    Its words begin empty: those of the old window would be wrong of the new one, in the language that is
    left alone too. They stay in what happened.
    """

    reason = forms.CharField(
        label=_("Why does the deadline move?"),
        max_length=2000,
        widget=_rows(2),
        help_text=_("Of a public commitment the reason appears in the report to Parliament."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_latest"].required = True
        for language in ("due_words_nl", "due_words_en"):
            self.fields[language].help_text = _(
                "Only what fits the new dates, in one language or both; the old words stay in what happened."
            )


class EntryForm(_BoundedTexts):
    """What recommendations and commitments share: own words, and who may see them."""

    level = forms.ChoiceField(
        label=_("Who may see it"),
        choices=LevelChoice.choices,
        initial=Level.INTERNAL,
        help_text=_(
            "Public records appear in the report to Parliament; restricted ones only to the units you name."
        ),
    )
    restricted_to = UnitsField(
        Unit.objects.none(),
        label=_("Units that may see it"),
        required=False,
        help_text=_("Only for restricted records; one of them must be your own."),
    )

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        named = self.initial.get("restricted_to") or []
        units = Unit.objects.filter(Q(pk__in=user.unit_ids) | Q(pk__in=named))
        if units:
            self.fields["restricted_to"].queryset = units  # type: ignore[attr-defined]
        else:
            del self.fields["restricted_to"]
            self.fields["level"].choices = [  # type: ignore[attr-defined]
                choice for choice in LevelChoice.choices if choice[0] != Level.RESTRICTED
            ]

    def clean(self) -> dict[str, Any]:
        """Ask for a title in at least one language, and for the units of what is restricted."""
        values = super().clean() or {}
        if not values.get("title_nl") and not values.get("title_en"):
            self.add_error("title_nl", _("Give it a title in Dutch or in English."))
        units = [unit.pk for unit in values.get("restricted_to") or []]
        if values.get("level") != Level.RESTRICTED:
            units = []
        elif not set(units) & set(self.user.unit_ids):
            self.add_error("restricted_to", _("Name at least one unit that you belong to."))
        values["restricted_to"] = units
        return values

    def _post_clean(self) -> None:
        """Leave the record's own checks to the action."""


class RecommendationForm(SeenForm, EntryForm):
    """A recommendation: own words, position, reason and theme."""

    class Meta:
        model = Recommendation
        fields = [
            "title_nl", "title_en", "theme", "position", "reason_nl", "reason_en", "level", "restricted_to",
        ]  # fmt: skip
        widgets = {name: _rows(3) for name in ("reason_nl", "reason_en")}


class CommitmentForm(SeenForm, EntryForm):
    """A commitment: own words, theme, countries and whose it is. State and deadline have their own forms."""

    class Meta:
        model = Commitment
        fields = [
            "title_nl", "title_en", "theme", "unit", "owner", "deputy", "verifier", "countries",
            "level", "restricted_to",
        ]  # fmt: skip
        field_classes = AssignForm.Meta.field_classes

    countries = CountriesField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_to_give(self.user)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        # Who works within a scope can only hand something to a unit within it.
        self.fields["unit"].required = not everywhere(self.user)
        first = [self.instance.unit_id] if self.instance.unit_id else self.user.unit_ids
        offer_people(self, people_for(self.instance), first)


class _OfDocument(forms.Form):
    document = forms.ModelChoiceField(
        Document.objects.none(), label=_("Document"), help_text=_("The document in which it stands.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents = Document.objects.visible_to(self.user).defer("text")  # type: ignore[attr-defined]
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        self.order_fields(["document"])


class NewRecommendationForm(_OfDocument, RecommendationForm):
    """A recommendation that is entered by hand."""

    seen = None  # type: ignore[assignment]

    class Meta(RecommendationForm.Meta):
        pass


class NewCommitmentForm(_OfDocument, WindowForm, CommitmentForm):
    """A commitment that is entered by hand, under a recommendation or by itself."""

    seen = None  # type: ignore[assignment]

    recommendation = RecommendationField()

    class Meta(CommitmentForm.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words, self.is_searching = words_of(self.data, "recommendation")
        asked = self.data if self.is_bound else self.initial
        field: Any = self.fields["recommendation"]
        self.offered = field.offer(
            self.user, words=words, chosen=asked.get("recommendation"), document=asked.get("document")
        )
        self.order_fields(["document", "recommendation", "title_nl", "title_en", "theme", "unit"])

    def clean(self) -> dict[str, Any]:
        """Refuse a recommendation of another document."""
        values = super().clean() or {}
        recommendation, document = values.get("recommendation"), values.get("document")
        if recommendation and document and recommendation.document_id != document.pk:
            self.add_error("recommendation", _("This recommendation stands in another document."))
        return values
