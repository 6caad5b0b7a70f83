# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a letter in review shows: chips, cards, and the form of what is being done."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.forms import BaseForm
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from praktijk.recommendations.intake.answer_forms import AnswerForm
from praktijk.recommendations.intake.earlier import earlier_promises
from praktijk.recommendations.intake.forms import AcceptForm, ChangeForm, JoinForm, SplitForm
from praktijk.recommendations.intake.marking import letter_in_review
from praktijk.recommendations.intake.messages import doubts_in_words
from praktijk.recommendations.intake.models import LetterProposal
from praktijk.recommendations.intake.queries import SHOWS, Review
from praktijk.recommendations.intake.rules import UNDECIDED, Kind, Status, title_from
from praktijk.recommendations.models import Commitment, Recommendation
from praktijk.recommendations.picking import key_in
from praktijk.sources.layout import Laid
from praktijk.sources.models import Section

#: What a person can be doing with the current proposal besides accepting and rejecting it.
DOINGS = ("change", "join", "split", "answer")


@dataclass(frozen=True)
class Chip:
    """A filter with its count."""

    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Card:
    """One proposal beside the letter."""

    proposal: LetterProposal
    is_current: bool
    doubts: list[str]
    head: LetterProposal | None
    twin: Recommendation | Commitment | None
    answered: Commitment | None
    section: Section | None
    address: str
    quote: str
    says_quote: bool
    """The title is still the letter's own words."""

    @property
    def sign(self) -> str:
        """The look of its kind, as in the letter."""
        return "rec" if self.proposal.kind == Kind.RECOMMENDATION else "com"

    @property
    def can_be_decided(self) -> bool:
        """Whether it can be decided on, also again."""
        return Status(self.proposal.status) in UNDECIDED


class ReviewPage:
    """The page of one letter in review.

    `show` is one of SHOWS, `current` the key of the proposal in hand, `doing` one of DOINGS or empty; what
    is malformed or no longer there gives way to what the page begins with. `search` are the words for an
    earlier promise. `form` is a form that was refused, with what was typed.
    """

    def __init__(
        self,
        review: Review,
        *,
        show: str = "",
        current: str | int = "",
        doing: str = "",
        search: str = "",
        form: BaseForm | None = None,
    ) -> None:
        self.review = review
        self.show = show if show in SHOWS else "todo"
        shown = review.shown(self.show)
        self.current = review.proposal(key_in(current)) or (shown[0] if shown else None)
        keys = {one.pk for one in shown}
        self.listed = [one for one in review.proposals if one.pk in keys or one == self.current]
        decidable = self.current is not None and Status(self.current.status) in UNDECIDED
        self.doing = doing if doing in DOINGS and decidable else ""
        if self.doing == "answer" and self.current is not None and self.current.kind != Kind.COMMITMENT:
            self.doing = ""
        self.search = search
        self._refused = form

    @property
    def laid(self) -> Laid:
        """The letter with its marks."""
        return letter_in_review(self.review, self.current)

    @cached_property
    def chips(self) -> list[Chip]:
        """The filters."""
        labels = {"todo": _("To do"), "unsure": _("Unsure"), "done": _("Done"), "all": _("All")}
        return [
            Chip(labels[show], len(self.review.shown(show)), f"?show={show}", show == self.show)
            for show in SHOWS
        ]

    @cached_property
    def cards(self) -> list[Card]:
        """The proposals listed, in the order of the letter."""
        return [self._card(one) for one in self.listed]

    @property
    def previous(self) -> LetterProposal | None:
        """The proposal before the current one."""
        return self._beside(-1)

    @property
    def next(self) -> LetterProposal | None:
        """The proposal after the current one."""
        return self._beside(1)

    def address(self, proposal: LetterProposal | None, doing: str = "") -> str:
        """The address of this page with this proposal in hand; its card has the focus there."""
        return address(self.show, proposal, doing)

    @property
    def previous_address(self) -> str:
        """Where `k` leads."""
        return self.address(self.previous) if self.previous else ""

    @property
    def next_address(self) -> str:
        """Where `j` leads."""
        return self.address(self.next) if self.next else ""

    @property
    def doing_addresses(self) -> dict[str, str]:
        """Where each of DOINGS is done; joining, splitting and answering only where that can be.

        One word cannot be split; anything longer can, if only at words that somebody types.
        """
        if self.current is None:
            return {}
        able = {
            "change": True,
            "join": bool(self.review.joinable(self.current)),
            "split": len(self.current.quote(self.review.text).split()) > 1,
            "answer": self.current.kind == Kind.COMMITMENT and earlier_promises(self.review).exists(),
        }
        return {doing: self.address(self.current, doing) for doing in DOINGS if able[doing]}

    @cached_property
    def form(self) -> BaseForm | None:
        """The form for the current proposal: as it was refused, else a new one."""
        if self._refused is not None:
            return self._refused
        if self.current is None or Status(self.current.status) not in UNDECIDED:
            return None
        options: dict[str, Any] = {"review": self.review, "proposal": self.current}
        match self.doing:
            case "change":
                return ChangeForm(**options)
            case "join":
                return JoinForm(**options)
            case "split":
                return SplitForm(**options)
            case "answer":
                return AnswerForm(**options, search=self.search)
            case _:
                return AcceptForm(**options)

    @property
    def undo_words(self) -> str:
        """What undo would take back: "accepted: 12"."""
        decision = self.review.undoable
        if decision is None:
            return ""
        return f"{decision.get_kind_display()}: {self.review.labels(decision.touched)}"

    def _card(self, proposal: LetterProposal) -> Card:
        return Card(
            proposal=proposal,
            is_current=proposal == self.current,
            doubts=doubts_in_words(proposal.doubts),
            head=self.review.head(proposal.belongs_to_id),
            twin=self.review.twins.get(proposal.pk),
            answered=self.review.answered.get(proposal.pk),
            section=self.review.section(proposal),
            address=self.address(proposal),
            quote=proposal.quote(self.review.text) if proposal == self.current else "",
            says_quote=proposal == self.current and self._titled_by_the_letter(proposal),
        )

    def _titled_by_the_letter(self, proposal: LetterProposal) -> bool:
        return proposal.title == title_from(self.review.text[proposal.start : proposal.end])

    def _beside(self, step: int) -> LetterProposal | None:
        if self.current is None:
            return None
        at = self.listed.index(self.current) + step
        return self.listed[at] if 0 <= at < len(self.listed) else None


def address(show: str, proposal: LetterProposal | None, doing: str = "") -> str:
    """The part after the path: what is shown, which proposal is in hand, what is done with it."""
    query = {"show": show}
    if proposal is None:
        return f"?{urlencode(query)}"
    query["current"] = str(proposal.pk)
    if doing:
        query["do"] = doing
    return f"?{urlencode(query)}#{'doing' if doing else f'n{proposal.pk}'}"
