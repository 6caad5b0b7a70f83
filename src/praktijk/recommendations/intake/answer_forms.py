# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in about a commitment that answers an earlier promise."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.intake.earlier import earlier_promises, likely, searched
from praktijk.recommendations.intake.forms import ChosenForm
from praktijk.recommendations.intake.models import LetterProposal
from praktijk.recommendations.intake.queries import Review
from praktijk.recommendations.models import AnswerKindChoice, Commitment
from praktijk.recommendations.wording import window

_NOT_THERE = _("This promise is not there. Choose one of the list, or search for it.")


class AnswerForm(ChosenForm):
    """Which earlier promise a commitment answers, and what it does to it; none takes that back.

    Gives `answers` as a commitment or None. `offered` are the promises on the list; `q` is what was searched.
    """

    answers = forms.CharField(
        label=_("Earlier promise"),
        widget=forms.RadioSelect,
        required=False,
        max_length=18,
    )
    answer_kind = forms.ChoiceField(
        label=_("What this does to it"),
        choices=AnswerKindChoice.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "Settles: this letter shows delivery, and a second person verifies it. Moves: the term of this "
            "one becomes its term. Replaces: this one takes its place, and it lapses. It happens when this "
            "is entered in the register."
        ),
    )
    also_accept = forms.BooleanField(label=_("Accept it so"), required=False, initial=True)
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, review: Review, proposal: LetterProposal, search: str = ""
    ) -> None:
        search = (data or {}).get("q", search)[:200].replace("\x00", " ")
        super().__init__(
            data,
            initial={
                "chosen": f"{proposal.pk}:{proposal.version}",
                "answers": proposal.answers_id or "",
                "answer_kind": proposal.answer_kind,
                "q": search,
            },
        )
        self.review = review
        self.searched = search
        offered = searched(review, search) if search.strip() else likely(review, proposal)
        chosen = review.answered.get(proposal.pk)
        self.offered = [*([chosen] if chosen else []), *(one for one in offered if one != chosen)]
        none = [("", _("none: it is a promise of its own"))] if self.offered else []
        self.fields["answers"].widget.choices = [
            *none,
            *((str(one.pk), _in_words(one)) for one in self.offered),
        ]

    def clean_answers(self) -> Commitment | None:
        """The promise. Raises ValidationError for one that is not from an earlier letter, or not visible."""
        key = self.cleaned_data["answers"]
        if not key:
            return None
        if not (key.isascii() and key.isdigit()):
            raise forms.ValidationError(_NOT_THERE)
        promise = earlier_promises(self.review).filter(pk=int(key)).select_related("document").first()
        if promise is None:
            raise forms.ValidationError(_NOT_THERE)
        return promise

    def clean(self) -> dict[str, Any]:
        """Ask what it does to the promise that was chosen."""
        values = super().clean() or {}
        values.pop("q", None)
        if values.get("answers") and not values.get("answer_kind") and "answer_kind" not in self.errors:
            self.add_error("answer_kind", _("Choose what this does to the earlier promise."))
        return values


def _in_words(promise: Any) -> str:
    """One promise on one line: number, words, letter, state, term, unit, and why it is offered."""
    letter = promise.source
    parts = [
        f"{promise.number}. {promise.title}",
        " ".join(part for part in (letter.identifier or letter.title[:80],) if part) if letter else "",
        promise.get_state_display(),
        window(promise),
        promise.unit.code if promise.unit else "",
        *getattr(promise, "grounds", []),
    ]
    return " · ".join(part for part in parts if part)
