# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Earlier promises that a commitment in a letter may answer: the likely ones, and those that are searched.

The number of queries does not grow with the register.
"""

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramSimilarity
from django.db.models import Case, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from praktijk.access.queries import NOTHING
from praktijk.recommendations.intake.models import LetterProposal
from praktijk.recommendations.intake.queries import Review
from praktijk.recommendations.models import Answer, Commitment
from praktijk.recommendations.querysets import matches
from praktijk.recommendations.rules import AWAITING_DELIVERY
from praktijk.recommendations.sourced import see_sources
from praktijk.sources.models import Citation, Document

#: How many are offered, and how many a search shows.
MOST_LIKELY = 6
MOST_FOUND = 20
#: What counts for a promise to be offered, beside how alike the words are (0.0-1.0).
SAME_THEME, SAME_UNIT, CITED, SAME_ADVICE = 0.25, 0.15, 0.35, 0.5
_LONGEST_NUMBER = 6
_MOST_WORDS = 15


def earlier_promises(review: Review) -> QuerySet[Commitment]:
    """Promises of earlier letters that the person may see and this letter has not answered yet."""
    letter = review.reading.document
    before = Q(document__pk__lt=letter.pk)
    if letter.published_on is not None:
        same_or_unknown = Q(document__published_on=letter.published_on) | Q(document__published_on=None)
        before = Q(document__published_on__lt=letter.published_on) | (before & same_or_unknown)
    promises = Commitment.objects.visible_to(review.user).filter(before).exclude(document=letter)
    if letter.illustrative:
        promises = promises.filter(illustrative=True)
    return promises.exclude(pk__in=Answer.objects.filter(document=letter).values("commitment"))


def likely(review: Review, proposal: LetterProposal) -> list[Commitment]:
    """The promises that this proposal most likely answers, the likeliest first, each with its `grounds`."""
    theme, unit = review.suggested_theme(proposal), review.suggested_unit(proposal)
    head = review.head(proposal.belongs_to_id)
    cited = Citation.objects.filter(document=review.reading.document_id).values("identifier")
    known = Document.objects.visible_to(review.user).filter(identifier__in=cited).exclude(identifier="")
    words = _any_of(f"{proposal.title_nl} {proposal.title_en}")
    near = Q(theme=theme) if theme else Q()
    near |= Q(unit=unit) if unit else Q()
    near |= Q(document__in=known)
    for query in words:
        near |= Q(words=query)
    score = (
        _when(Q(theme=theme) if theme else NOTHING, SAME_THEME)
        + _when(Q(unit=unit) if unit else NOTHING, SAME_UNIT)
        + _when(Q(document__in=known), CITED)
        + _alike("title", proposal.title)
    )
    for query in words:
        score += SearchRank(F("words"), query)
    if head is not None:
        score += _alike("recommendation__title", head.title) * Value(SAME_ADVICE)
    found: list[Any] = list(
        earlier_promises(review)
        .filter(near, state__in=AWAITING_DELIVERY)
        .annotate(score=score, is_cited=Case(When(document__in=known, then=True), default=False))
        .select_related("theme", "unit")
        .order_by("-score", "-pk")[:MOST_LIKELY]
    )
    for promise in found:
        grounds = [
            (promise.is_cited, _("its letter is named in this one")),
            (bool(theme) and promise.theme_id == theme, _("same theme")),
            (bool(unit) and promise.unit_id == unit, _("same unit")),
        ]
        promise.grounds = [words for holds, words in grounds if holds]
    see_sources(found, review.user)
    return found


def searched(review: Review, words: str) -> list[Commitment]:
    """The earlier promises with this number, with these words, or of the letter with this identifier."""
    words = words.strip()
    of_letter = Document.objects.visible_to(review.user).filter(identifier__icontains=words)
    wanted = matches(words) | Q(document__in=of_letter)
    # Dutch joins words: who looks for "kaart" means "risicokaart" as well.
    wanted |= Q(title_nl__icontains=words) | Q(title_en__icontains=words)
    if words.isascii() and words.isdigit() and len(words) <= _LONGEST_NUMBER:
        wanted |= Q(number=int(words))
    found = list(
        earlier_promises(review)
        .filter(wanted)
        .select_related("theme", "unit")
        .order_by("-document__published_on", "number", "pk")[:MOST_FOUND]
    )
    see_sources(found, review.user)
    return found


def _any_of(words: str) -> list[SearchQuery]:
    """Queries, one a language, for any of the longer words."""
    longer = list(dict.fromkeys(word for word in re.findall(r"\w+", words.casefold()) if len(word) > 3))
    asked = " | ".join(longer[:_MOST_WORDS])
    return [SearchQuery(asked, config=name, search_type="raw") for name in ("dutch", "english")] * bool(asked)


def _alike(field: str, words: str) -> Any:
    return Greatest(
        TrigramSimilarity(f"{field}_nl", words), TrigramSimilarity(f"{field}_en", words), Value(0.0)
    )


def _when(holds: Q, weight: float) -> Case:
    return Case(When(holds, then=Value(weight)), default=Value(0.0), output_field=FloatField())
