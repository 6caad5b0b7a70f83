# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked again and again: proposed, confirmed, split; and what people decided stays."""

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from praktijk.access.roles import Role
from praktijk.recommendations.un.clusters import actions
from praktijk.recommendations.un.clusters.grouping import by_words, groups
from praktijk.recommendations.un.clusters.models import Apart, Cluster, ClusterMember
from praktijk.recommendations.un.clusters.proposing import propose, propose_all, waiting
from praktijk.recommendations.un.clusters.queries import cluster_with, clusters_of
from praktijk.recommendations.un.models import UNRecommendation
from tests.factories import PersonFactory
from tests.recommendations.un.made_uhri import record
from tests.recommendations.un.searching import forget, take_in

SAME = [
    "Abolish the death penalty and commute all death sentences",
    "Commute death sentences and abolish the death penalty",
    "Abolish the death penalty in law, and commute death sentences",
]
OTHER = "Build wells so that every village may drink clean water"


def test_texts_that_ask_the_same_are_grouped_and_others_are_not():
    assert [sorted(found) for found in groups([*SAME, OTHER])] == [[0, 1, 2]]


def test_the_order_of_the_texts_does_not_matter():
    texts = [OTHER, SAME[2], SAME[0], OTHER + " always", SAME[1]]
    found = {frozenset(texts[place] for place in group) for group in groups(texts)}
    assert found == {frozenset(SAME), frozenset([OTHER, OTHER + " always"])}


def test_what_was_taken_apart_is_not_brought_together():
    found = groups(SAME, apart=[(0, 1), (0, 2)])
    assert [sorted(group) for group in found] == [[1, 2]]


def test_the_first_protocol_is_not_the_second():
    assert (
        groups(
            [
                "Ratify the first Optional Protocol to the Covenant",
                "Ratify the second Optional Protocol to the Covenant",
            ]
        )
        == []
    )


def test_no_chain_of_small_steps_leads_from_one_ask_to_another():
    chain = [
        "alpha beta gamma",
        "beta gamma delta",
        "gamma delta epsilon",
        "delta epsilon zeta",
        "epsilon zeta theta",
    ]
    for group in groups(chain):
        assert max(group) - min(group) <= 2


def test_meaning_brings_together_what_words_alone_do_not():
    texts = ["Stop executions for good", "Do away with capital punishment"]
    assert groups(texts) == []
    alike = np.array([[1.0, 0.0], [1.0, 0.0]], np.float32)
    assert groups(texts, alike) == []  # meaning alone decides half, which is not enough
    texts = ["Stop executions of prisoners for good", "Stop executing any prisoners"]
    assert [sorted(found) for found in groups(texts, alike)] == [[0, 1]]


@pytest.mark.parametrize(
    "texts", [[], ["x"], ["", ""], ["!!", "??"], ["the", "and the"], ["日本語", "日本語"], ["a" * 10_000] * 2]
)
def test_any_texts_can_be_grouped(texts):
    for group in groups(texts):
        assert len(group) > 1
    if texts:
        assert not np.isnan(by_words(texts)).any()


@pytest.fixture
def corpus(monkeypatch, db):
    forget(monkeypatch)
    take_in(
        *(
            record(
                f"death{cycle}",
                Text=f"<p>{150 + cycle}.7 {text}</p>",
                UprRecommendingCountry=[state],
                UprCycle=str(cycle),
                UprSession=[f"{session}th Session - Cycle {cycle}"],
                UprPositions=[position],
                PublicationDate=f"{2006 + 5 * cycle}-07-01T00:00:00",
                Symbol=f"A/HRC/{cycle}/9",
            )
            for cycle, session, state, position, text in (
                (1, 8, "France", "Noted", SAME[0]),
                (2, 21, "Netherlands", "Supported", SAME[1]),
                (3, 35, "Chile", "Supported", SAME[2]),
            )
        )
    )
    propose("KE")


@pytest.fixture
def officer(db):
    return PersonFactory(role=Role.POLICY_OFFICER, language="en")


def death():
    return next(one for one in clusters_of("KE") if len(one.members) == 3)


@pytest.mark.usefixtures("corpus")
def test_a_cluster_tells_who_asked_when_and_what_was_answered():
    found = death()
    assert found.cycles == [1, 2, 3]
    assert found.states == ["CL", "FR", "NL"]
    assert found.ours
    assert found.answers() == [(1, "noted"), (2, "supported"), (3, "supported")]
    assert [one.cycle for one in found.members] == [1, 2, 3]
    assert cluster_with(found.members[1].pk)[0].cluster == found.cluster


@pytest.mark.usefixtures("corpus")
def test_proposing_again_gives_the_same():
    before = [sorted(one.pk for one in found.members) for found in clusters_of("KE")]
    propose("KE")
    assert [sorted(one.pk for one in found.members) for found in clusters_of("KE")] == before


@pytest.mark.usefixtures("corpus")
def test_what_was_confirmed_stays_when_proposed_anew(officer):
    kept = actions.confirm(by=officer, cluster=death().cluster)
    propose("KE")
    assert death().cluster == kept
    assert ClusterMember.objects.filter(cluster=kept).count() == 3


@pytest.mark.usefixtures("corpus")
def test_what_was_taken_out_never_comes_back(officer):
    found = death()
    one = found.members[0].pk
    stays, formed = actions.split(by=officer, cluster=found.cluster, leaving=[one])
    assert formed is None
    propose("KE")
    assert one not in {member.pk for member in clusters_of("KE")[0].members}
    assert stays.members.count() == 2
    assert Apart.objects.count() == 2


@pytest.mark.usefixtures("corpus")
def test_two_taken_out_form_their_own_and_one_left_is_no_cluster(officer):
    found = death()
    keys = [one.pk for one in found.members]
    stays, formed = actions.split(by=officer, cluster=found.cluster, leaving=keys[:2])
    assert stays is None
    assert set(formed.members.values_list("recommendation", flat=True)) == set(keys[:2])


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("leaving", ["none", "all", "foreign"])
def test_a_split_that_splits_nothing_is_refused(officer, leaving):
    found = death()
    keys = [one.pk for one in found.members]
    foreign = UNRecommendation.objects.exclude(pk__in=keys).first().pk
    with pytest.raises(ValidationError):
        actions.split(
            by=officer,
            cluster=found.cluster,
            leaving={"none": [], "all": keys, "foreign": [foreign]}[leaving],
        )
    assert death().cluster == found.cluster


@pytest.mark.usefixtures("corpus")
def test_two_clusters_of_one_state_are_put_together_and_others_are_not(officer):
    found = death()
    stays, formed = actions.split(by=officer, cluster=found.cluster, leaving=[found.members[0].pk])
    other = Cluster.objects.create(country="TD", typical=found.members[0])
    for wrong in (other, stays):
        with pytest.raises(ValidationError):
            actions.merge(by=officer, cluster=stays, other=wrong)
    again = Cluster.objects.create(country="KE", typical=found.members[0])
    ClusterMember.objects.create(cluster=again, recommendation=found.members[0], country="KE")
    merged = actions.merge(by=officer, cluster=stays, other=again)
    assert merged.members.count() == 3
    assert formed is None


@pytest.mark.usefixtures("corpus")
def test_two_who_decide_at_one_cluster(officer):
    found = death()
    Cluster.objects.filter(pk=found.cluster.pk).delete()
    with override("en"), pytest.raises(ValidationError, match="gone"):
        actions.confirm(by=officer, cluster=found.cluster)


@pytest.mark.usefixtures("corpus")
def test_a_reader_decides_nothing():
    with pytest.raises(PermissionDenied):
        actions.confirm(by=PersonFactory(role=Role.READER), cluster=death().cluster)


@pytest.mark.usefixtures("corpus")
def test_only_what_changed_is_proposed_anew():
    assert "TD" in waiting()
    assert propose_all() is False
    assert waiting() == []
    take_in(record("zoo", Text="<p>143.9 Build a zoo</p>"))
    assert "KE" in waiting()


@pytest.mark.usefixtures("corpus")
def test_the_pages(client, officer, django_assert_max_num_queries):
    propose_all()
    client.force_login(officer)
    assert "Kenya" in client.get("/un/clusters/").content.decode()
    page = client.get("/un/clusters/?country=KE").content.decode()
    assert "In cycle 1 (noted), 2 (supported), 3 (supported)" in page
    cluster = death().cluster
    with django_assert_max_num_queries(20):
        page = client.get(cluster.get_absolute_url()).content.decode()
    assert "France" in page
    answer = client.post(f"{cluster.get_absolute_url()}decision/", {"decision": "confirm"}, follow=True)
    assert "confirmed" in answer.content.decode()
    page = client.get(death().members[0].get_absolute_url()).content.decode()
    assert "Asked before and after" in page
    assert (
        "asks return" in client.get("/countries/KE/").content.decode()
        or "ask returns" in client.get("/countries/KE/").content.decode()
    )


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(
    "sent",
    [{}, {"decision": "explode"}, {"decision": "split"}, {"decision": "split", "leaving": ["x", "-1", "9" * 30]},
     {"decision": "merge"}, {"decision": "merge", "other": "abc"}, {"decision": "merge", "other": "999999"}],
)  # fmt: skip
def test_what_cannot_be_decided_is_said_and_changes_nothing(client, officer, sent):
    client.force_login(officer)
    cluster = death().cluster
    answer = client.post(f"{cluster.get_absolute_url()}decision/", sent, follow=True)
    assert answer.status_code == 200
    assert "Choose" in answer.content.decode()
    assert death().cluster.state == Cluster.State.PROPOSED


@pytest.mark.parametrize(
    "path,status", [("?country=XX", 404), ("?country=SI", 200), ("99999/", 404), ("?country=<x>", 404)]
)
def test_addresses_of_clusters(client, officer, path, status):
    client.force_login(officer)
    assert client.get(f"/un/clusters/{path}").status_code == status
