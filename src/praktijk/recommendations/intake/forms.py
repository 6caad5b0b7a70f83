# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in about a letter that is read, and each of its proposals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.access.forms import UnitField
from praktijk.access.models import Unit
from praktijk.recommendations.forms import DayField
from praktijk.recommendations.intake.models import LetterProposal
from praktijk.recommendations.intake.queries import Review
from praktijk.recommendations.intake.rules import Kind
from praktijk.recommendations.intake.splitting import places_of
from praktijk.recommendations.models import PositionChoice
from praktijk.reference.models import Theme


class ReadingsForm(forms.Form):
    """The order of the list of letters in review; optional, in the address of the page."""

    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("newest", _("read last first")),
            ("oldest", _("read longest ago first")),
            ("left", _("most to decide first")),
        ],
    )


class ChosenField(forms.CharField):
    """A proposal as somebody saw it, "<key>:<version>"; gives the two numbers."""

    default_error_messages = {"invalid": _("This page was not complete. Open it again.")}

    def clean(self, value: Any) -> tuple[int, int]:
        """Key and version. Raises ValidationError."""
        key, colon, version = str(super().clean(value) or "").partition(":")
        if not (colon and key.isascii() and key.isdigit() and version.isascii() and version.isdigit()):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if max(len(key), len(version)) > 18:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(key), int(version)


class ChosenForm(forms.Form):
    """Which proposal, as somebody saw it."""

    chosen = ChosenField(widget=forms.HiddenInput)


class AcceptForm(ChosenForm):
    """Theme and unit under which a proposal is accepted."""

    theme = forms.ModelChoiceField(
        Theme.objects, label=_("Theme"), required=False, empty_label=_("no theme yet")
    )
    unit = UnitField(Unit.objects, label=_("Unit"), required=False, empty_label=_("no unit yet"))

    def __init__(self, data: Any = None, *, review: Review, proposal: LetterProposal) -> None:
        initial = {
            "chosen": f"{proposal.pk}:{proposal.version}",
            "theme": review.suggested_theme(proposal),
            "unit": review.suggested_unit(proposal),
        }
        super().__init__(data, initial=initial)
        if proposal.kind == Kind.RECOMMENDATION:
            del self.fields["unit"]


class ChangeForm(ChosenForm):
    """Everything of a proposal that a person may change."""

    title_nl = forms.CharField(
        label=_("Own words in Dutch"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    title_en = forms.CharField(
        label=_("Own words in English"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    words = forms.CharField(
        label=_("Words in the letter"),
        max_length=20_000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Copied from the letter: they show where it stands."),
    )
    position = forms.ChoiceField(
        label=_("Position"),
        required=False,
        choices=[("", _("no position found")), *PositionChoice.choices],
    )
    position_words = forms.CharField(
        label=_("Words that show the position"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Copied from the letter; empty when no words show it."),
    )
    due_words = forms.CharField(label=_("Term in the letter’s words"), required=False, max_length=120)
    due_earliest = DayField(label=_("Due from"), required=False)
    due_latest = DayField(label=_("Due by"), required=False)
    owner = forms.CharField(label=_("Who, in the letter’s words"), required=False, max_length=300)
    belongs_to = forms.ModelChoiceField(
        LetterProposal.objects.none(),
        label=_("Belongs to recommendation"),
        required=False,
        empty_label=_("none of them"),
    )
    theme = forms.ModelChoiceField(
        Theme.objects, label=_("Theme"), required=False, empty_label=_("no theme yet")
    )
    unit = UnitField(Unit.objects, label=_("Unit"), required=False, empty_label=_("no unit yet"))
    also_accept = forms.BooleanField(label=_("Accept it with these changes"), required=False, initial=True)

    #: Fields that only one kind of proposal has.
    ONLY = {
        Kind.RECOMMENDATION: ("position", "position_words"),
        Kind.COMMITMENT: ("due_words", "due_earliest", "due_latest", "owner", "belongs_to", "unit"),
    }

    def __init__(self, data: Any = None, *, review: Review, proposal: LetterProposal) -> None:
        fields = ("title_nl", "title_en", "position", "due_words", "due_earliest", "due_latest", "owner")
        head = review.head(proposal.belongs_to_id)
        initial = {name: getattr(proposal, name) for name in fields} | {
            "chosen": f"{proposal.pk}:{proposal.version}",
            "words": proposal.quote(review.text),
            "position_words": proposal.position_words(review.text),
            "theme": review.suggested_theme(proposal),
            "unit": review.suggested_unit(proposal),
            "belongs_to": head.pk if head else None,
        }
        super().__init__(data, initial=initial)
        own = Kind(proposal.kind)
        for kind, names in self.ONLY.items():
            if kind is not own:
                for name in names:
                    del self.fields[name]
        if own is Kind.COMMITMENT:
            field = self.fields["belongs_to"]
            field.queryset = LetterProposal.objects.filter(  # type: ignore[attr-defined]
                reading=review.reading,
                pk__in=[one.pk for one in review.proposals if one.kind == Kind.RECOMMENDATION],
            )
            field.label_from_instance = lambda one: f"{one.label}. {one.title[:80]}"  # type: ignore[attr-defined]


class JoinForm(ChosenForm):
    """Which other proposal to join into this one."""

    other = ChosenField(
        label=_("Join it with"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose another proposal to join it with.")},
    )

    def __init__(self, data: Any = None, *, review: Review, proposal: LetterProposal) -> None:
        super().__init__(data, initial={"chosen": f"{proposal.pk}:{proposal.version}"})
        self.fields["other"].widget.choices = [
            (f"{one.pk}:{one.version}", f"{one.label}. {one.title[:160]}")
            for one in review.joinable(proposal)
        ]


class SplitForm(ChosenForm):
    """Where to split a proposal: at a place that is offered, or at words that somebody types.

    Gives `at`, the character at which the second one begins.
    """

    at = forms.IntegerField(
        label=_("The second one begins at"),
        min_value=0,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose where the second one begins."),
            "invalid": _("Choose where the second one begins."),
        },
    )
    begins = forms.CharField(
        label=_("Or elsewhere: the first words of the second one"),
        required=False,
        max_length=300,
        help_text=_("Copied from the words above; two or three are enough."),
        error_messages={"required": _("Type the first words of the second one.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        review: Review,
        proposal: LetterProposal,
    ) -> None:
        super().__init__(data, initial={"chosen": f"{proposal.pk}:{proposal.version}"})
        self.review, self.proposal = review, proposal
        places = review.split_places(proposal)
        if places:
            self.fields["at"].widget.choices = [
                (at, f"… {words[:120]}{'…' if len(words) > 120 else ''}") for at, words in places
            ]
            self.fields["at"].required = not (data or {}).get("begins", "").strip()
        else:
            del self.fields["at"]
            self.fields["begins"].required = True
            self.fields["begins"].label = _("The first words of the second one")

    def clean(self) -> dict[str, Any]:
        """Find the place of the words that were typed."""
        values = super().clean() or {}
        words = values.pop("begins", "")
        if words:
            found = places_of(self.review.text, self.proposal.start, self.proposal.end, words)
            if len(found) == 1:
                values["at"] = found[0]
            elif found:
                self.add_error("begins", _("These words stand here more than once. Type a few more."))
            else:
                self.add_error("begins", _("These words do not stand in this proposal. Copy them from it."))
        return values


class UndoForm(forms.Form):
    """The decision that the person saw as the last one."""

    decision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
