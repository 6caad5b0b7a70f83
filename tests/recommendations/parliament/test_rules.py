# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What differs and what is alike: the rules, and that the database counts as they say."""

from datetime import date
from itertools import product

import pytest

from praktijk.recommendations.parliament.comparing import CONDITIONS, differences_of
from praktijk.recommendations.parliament.models import ParliamentItem, ParliamentLink
from praktijk.recommendations.parliament.rules import Differs, Pair, differences, likeness
from praktijk.recommendations.parliament.words import ItemKind, ItemStatus
from praktijk.recommendations.rules import State
from tests.factories import CommitmentFactory, PersonFactory, RecommendationFactory

EARLY, LATE = date(2025, 12, 31), date(2026, 6, 30)


def pair(
    status=ItemStatus.OPEN,
    state=State.OPEN,
    *,
    deadline=EARLY,
    due=EARLY,
    removed=False,
    kind=ItemKind.COMMITMENT,
):
    return Pair(kind, status, deadline, removed, state, due)


@pytest.mark.parametrize(
    "one,differs",
    [
        (pair(), []),
        (pair(state=State.DELIVERED), []),
        (pair(ItemStatus.MET), [Differs.STATE]),
        (pair(ItemStatus.MET, State.SETTLED, due=LATE), []),
        (pair(ItemStatus.OPEN, State.SETTLED), [Differs.STATE]),
        (pair(ItemStatus.OPEN, State.LAPSED, due=LATE), [Differs.STATE]),
        (pair(ItemStatus.PARTLY_MET, State.PARTLY_SETTLED), []),
        (pair(ItemStatus.PARTLY_MET, State.IN_PROGRESS), [Differs.STATE]),
        (pair(deadline=None), [Differs.DEADLINE]),
        (pair(due=None), [Differs.DEADLINE]),
        (pair(due=LATE), [Differs.DEADLINE]),
        (pair(deadline=None, due=None), []),
        (pair(ItemStatus.MET, due=LATE, removed=True), [Differs.REMOVED]),
        (pair(ItemStatus.RELEASED, State.SETTLED, kind=ItemKind.MOTION, deadline=None), []),
        (pair(ItemStatus.RELEASED, kind=ItemKind.MOTION, deadline=LATE), [Differs.DEADLINE]),
    ],
)
def test_what_differs(one, differs):
    assert differences(one) == differs


@pytest.mark.django_db
def test_the_database_counts_what_the_rules_say():
    person = PersonFactory()
    recommendation = RecommendationFactory()
    kinds = [
        (ItemKind.COMMITMENT, status) for status in (ItemStatus.OPEN, ItemStatus.PARTLY_MET, ItemStatus.MET)
    ]
    kinds.append((ItemKind.MOTION, ItemStatus.RELEASED))
    every = product(kinds, [None, EARLY, LATE], [False, True], State, [None, EARLY])
    for number, ((kind, status), deadline, removed, state, due) in enumerate(every, start=1):
        values = {"state_reason": "x"} if state is State.LAPSED else {}
        if state in {State.SETTLED, State.PARTLY_SETTLED}:
            values["settled_by"] = person
        commitment = CommitmentFactory(
            recommendation=recommendation, unit=None, state=state, due_latest=due, number=number, **values
        )
        item = ParliamentItem.objects.create(
            kind=kind,
            status=status,
            number=f"N{number}",
            status_words="x",
            deadline=deadline,
            removed=removed,
        )
        ParliamentLink.objects.create(commitment=commitment, item=item, on=EARLY, main=True)
    links = ParliamentLink.objects.select_related("item", "commitment")
    told = {(found.differs, found.link.pk) for found in differences_of(links)}
    counted = {
        (differs, link.pk) for differs, condition in CONDITIONS.items() for link in links.filter(condition())
    }
    assert counted == told
    assert {differs for differs, _link in told} == set(CONDITIONS)


def alike(theirs, ours, deadlines=(None, None), *, named=False):
    return likeness(theirs=theirs, ours=ours, deadlines=deadlines, named_document=named)


def test_words_that_every_promise_has_make_no_likeness():
    theirs = "De minister zal de Kamer voor het einde van het jaar per brief informeren over vrouwenrechten."
    assert alike(theirs, "De minister informeert de Kamer per brief over visserij.").score == 0
    found = alike(theirs, "Brief over vrouwenrechten", (EARLY, EARLY))
    assert found.score > 0.2
    assert found.words == ("vrouwenrechten",)


def test_two_telling_words_are_asked_unless_something_else_speaks_for_it():
    assert alike("Mensenrechten in Verzonnenland", "Mensenrechten elders").score == 0
    assert alike("Mensenrechten in Verzonnenland", "Mensenrechten elders", named=True).score > 0.2
    assert alike("", "").score == 0
    assert alike("Évaluatie van sancties in Oekraïne", "evaluatie sancties oekraine").score > 0.5
