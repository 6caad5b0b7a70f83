# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same recommendation from several publishers is one, in whatever order they are imported."""

import io
from datetime import date
from itertools import permutations

import pytest

from praktijk.access.acting import System
from praktijk.access.roles import Role
from praktijk.recommendations.un.followup.actions import assess
from praktijk.recommendations.un.followup.models import Assessment
from praktijk.recommendations.un.importers.staging import Findings
from praktijk.recommendations.un.importing import File, import_corpus, uhri_export, upr_info
from praktijk.recommendations.un.models import UNRecommendation
from tests.factories import PersonFactory
from tests.recommendations.un.made import separated
from tests.recommendations.un.made_uhri import as_json, record

pytestmark = pytest.mark.django_db

HEADER = ["To", "Text", "From", "Response", "Action", "Issue", "Session"]
OF_UPR_INFO = separated(
    [
        HEADER,
        ["Kenya", "End the death penalty in law", "Netherlands", "Accepted", "5", "Death penalty", "21"],
        ["Kenya", "End the death penalty in law", "Chad", "Noted", "5", "Death penalty", "21"],
        ["Kenya", "End the death penalty in law", "Peru", "Noted", "5", "Death penalty", "21"],
    ]
)
OF_THE_INDEX = as_json(
    record("a", Text="<p>143.7 End the death penalty in law (Netherlands);</p>"),
    record("b", Text="<p>143.8 End the death penalty in law (Chad);</p>", UprRecommendingCountry=["Chad"]),
)
FILES = {"upr-info": (upr_info, OF_UPR_INFO), "uhri": (lambda: uhri_export(whole=False), OF_THE_INDEX)}


def _import(name: str) -> None:
    importer, content = FILES[name]
    with Findings() as found:
        import_corpus(
            by=System("test"), importer=importer(), files=[File(name, io.BytesIO(content))], found=found
        )


@pytest.mark.parametrize("order", [*permutations(FILES)], ids=" then ".join)
def test_two_paragraphs_with_the_same_words_each_get_their_own_states(order):
    for name in order:
        _import(name)

    kept = {one.paragraph: one for one in UNRecommendation.objects.all()}
    assert set(kept) == {"143.7", "143.8"}
    assert kept["143.7"].recommending == ["NL", "PE"]
    assert kept["143.8"].recommending == ["TD"]
    assert {record.source for record in kept["143.8"].source_records.all()} == {"uhri", "upr-info"}
    assert kept["143.7"].action == 5


@pytest.mark.parametrize("order", [*permutations(FILES)], ids=" then ".join)
def test_a_second_time_nothing_moves(order):
    for name in (*order, *order):
        _import(name)

    assert UNRecommendation.objects.count() == 2


@pytest.mark.parametrize("followed", ["the loose one", "its home"])
def test_what_people_wrote_goes_along_when_two_become_one(followed):
    _import("upr-info")
    loose = UNRecommendation.objects.get()
    person = PersonFactory(role=Role.POLICY_OFFICER)
    said = {"state": "no_progress", "on": date(2026, 1, 2), "confidence": "low", "reason": "Nothing changed."}
    if followed != "its home":
        assess(by=person, recommendation=loose, **said)
    _import("uhri")
    live = UNRecommendation.objects.filter(withdrawn_on=None)
    assert {one.paragraph for one in live} == {"143.7", "143.8"}
    if followed != "its home":
        assert Assessment.objects.get().follow_up.recommendation in live


def test_nothing_is_left_that_no_source_gives():
    _import("upr-info")
    _import("uhri")
    assert not UNRecommendation.objects.filter(source_records=None).exists()
