# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The letter in review as its page shows it: every proposal marked, joined by number to its card."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from praktijk.recommendations.intake.models import LetterProposal
from praktijk.recommendations.intake.queries import Review
from praktijk.recommendations.intake.rules import Kind, Status
from praktijk.sources.layout import Laid, lay_out
from praktijk.sources.marks import CITED, Mark


def letter_in_review(review: Review, current: LetterProposal | None) -> Laid:
    """The letter laid out, with its proposals and references marked; rejected ones are not."""
    marks: list[Mark] = []
    for proposal in review.proposals:
        if proposal.status != Status.REJECTED or proposal == current:
            marks.extend(_marks(proposal, is_current=proposal == current))
    marks.extend(
        Mark(one.start, one.end, CITED, href=one.official_address)
        for one in review.reading.document.citations.all()
        if one.official_address
    )
    headings = [(section.start, section.end) for section in review.sections]
    return lay_out(review.text, headings, marks)


def _marks(proposal: LetterProposal, *, is_current: bool) -> Iterator[Mark]:
    href = f"?show=all&current={proposal.pk}#n{proposal.pk}"
    is_recommendation = proposal.kind == Kind.RECOMMENDATION
    kind, word = ("rec", _("recommendation")) if is_recommendation else ("com", _("commitment"))
    places = [(proposal.start, proposal.end), *((start, end) for start, end in proposal.also)]
    for number, (start, end) in enumerate(places):
        yield Mark(
            start,
            end,
            kind,
            label=proposal.label,
            word=word,
            anchor=f"m{proposal.pk}" if number == 0 else "",
            href=href,
            current=is_current,
        )
    if proposal.position_start is not None and proposal.position_end is not None:
        yield Mark(
            proposal.position_start,
            proposal.position_end,
            "pos",
            label=proposal.label,
            word=_("position on recommendation"),
            href=href,
            current=is_current,
        )
    if proposal.due_start is not None and proposal.due_end is not None:
        yield Mark(proposal.due_start, proposal.due_end, "due", word=_("term"), current=is_current)
