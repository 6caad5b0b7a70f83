# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of proposals, decided on together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.intake.actions import Chosen, ChosenWithTheme
from praktijk.recommendations.intake.forms import ChosenField
from praktijk.recommendations.intake.messages import refused
from praktijk.recommendations.intake.models import LetterProposal
from praktijk.recommendations.intake.queries import Review


class ListedForm(forms.Form):
    """A list of proposals, with a tick for each that is meant: here the accepted ones, for the register.

    `rows` are what the page lists; `listed` what stayed ticked, as somebody saw it.
    """

    def __init__(self, data: Any = None, *, review: Review) -> None:
        super().__init__(data)
        self.review = review
        #: Why the whole list was refused after it had been sent.
        self.refusals: list[str] = []
        self.listed: list[Any] = []

    def proposals(self) -> list[LetterProposal]:
        """The proposals on the list."""
        return self.review.accepted

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each proposal with its key as it is sent, and whether it is ticked."""
        try:
            ticked = {key for key, _version in self._sent()} if self.is_bound else None
        except forms.ValidationError:
            ticked = None
        return [
            {
                "proposal": one,
                "chosen": f"{one.pk}:{one.version}",
                "ticked": ticked is None or one.pk in ticked,
                "theme": self._theme(one),
                "head": self.review.head(one.belongs_to_id),
                "twin": self.review.twins.get(one.pk),
                "answered": self.review.answered.get(one.pk),
            }
            for one in self.proposals()
        ]

    def clean(self) -> dict[str, Any]:
        """What was ticked. Refuses an empty list and one that is malformed."""
        values = super().clean() or {}
        sent = self._sent()
        if not sent:
            raise refused("nothing_chosen")
        self.listed = [self._chosen(key, version) for key, version in sent]
        return values

    def _chosen(self, key: int, version: int) -> Chosen:
        return Chosen(key, version)

    def _theme(self, proposal: LetterProposal) -> int | None:
        return proposal.theme_id

    def _sent(self) -> list[tuple[int, int]]:
        field = ChosenField()
        return [field.clean(value) for value in self.data.getlist("chosen")]  # type: ignore[attr-defined]


class SureForm(ListedForm):
    """A list of proposals that are sure, with a theme for each that can be changed there."""

    def proposals(self) -> list[LetterProposal]:
        """The proposals on the list."""
        return self.review.sure

    def _chosen(self, key: int, version: int) -> Chosen:
        theme = self.data.get(f"theme-{key}", "")
        known = {str(one.pk): one.pk for one in self.review.themes}
        if theme and theme not in known:
            raise forms.ValidationError(_("This theme is not there. Choose one of the list."), code="theme")
        return ChosenWithTheme(key, version, theme=known.get(theme))

    def _theme(self, proposal: LetterProposal) -> int | None:
        if self.is_bound:
            sent = self.data.get(f"theme-{proposal.pk}", "")
            return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else None
        return self.review.suggested_theme(proposal)


class KnownForm(ListedForm):
    """A list of proposals that are in the register already."""

    def proposals(self) -> list[LetterProposal]:
        """The proposals on the list."""
        return self.review.known
