# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A round from its beginning to a confirmed decision, and what may not be done on the way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from praktijk.access.acting import System
from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.focus import actions
from praktijk.focus.models import Chosen, Decision, Round, Run
from praktijk.focus.page import frozen_in
from praktijk.focus.rounds.taking import read_again
from praktijk.focus.rounds.writing import digest_of
from praktijk.focus.rules import Wish
from praktijk.focus.running import SILENT, clear_up, finish, work_out_run
from praktijk.recommendations.versions import ChangedSince, newest
from tests.factories import PersonFactory, UnitFactory
from tests.focus.room.made import COUNTRIES, definition, made
from tests.indicators.made import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def chooser():
    return PersonFactory(role=Role.POLICY_OFFICER)


@pytest.fixture
def second():
    return PersonFactory(role=Role.COORDINATOR)


@pytest.fixture
def round_(chooser):
    return actions.add_round(by=chooser, definition=definition(draws=500))


@pytest.fixture
def run(chooser, round_):
    return finish(actions.add_run(by=chooser, round_=round_))


def wishes(run: Run, **changes: Wish) -> list[Wish]:
    """What the method proposes, but for `changes` by country."""
    return [
        changes.get(row["country"], Wish(row["country"], row["proposed"])) for row in run.result["ranking"]
    ]


def test_a_round_lives_from_its_beginning_to_a_confirmed_decision(chooser, second, round_, run):
    assert run.state == Run.State.DONE
    assert run.digest == digest_of(run.definition)
    decision = actions.propose(by=chooser, run=run, wishes=wishes(run), reason="Daar is het nodig.")
    assert not decision.confirmed
    actions.confirm(by=second, decision=decision)
    decision.refresh_from_db()
    assert decision.confirmed
    assert decision.countries.filter(chosen=True).count() == 5
    done = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"focus.add", "focus.run", "focus.propose", "focus.confirm"} <= done


@pytest.mark.parametrize("role", [Role.READER, Role.POST_OFFICER, Role.EVALUATOR, Role.ADMINISTRATOR])
def test_only_who_may_choose_begins_changes_and_works_out(role, round_):
    other = PersonFactory(role=role)
    for act in (
        lambda: actions.add_round(by=other, definition=definition()),
        lambda: actions.change_round(by=other, round_=round_, definition=definition()),
        lambda: actions.add_run(by=other, round_=round_),
        lambda: actions.weigh(by=other, round_=round_, said={}),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Round.objects.get() == round_
    assert not Run.objects.exists()


def test_two_people_at_one_round(chooser, second, round_):
    seen = newest(Round, round_.pk)
    actions.change_round(by=second, round_=round_, definition=definition(title="Anders"))
    with pytest.raises(ChangedSince):
        actions.change_round(by=chooser, round_=round_, definition=definition(title="Nog anders"), seen=seen)
    round_.refresh_from_db()
    assert round_.title == "Anders"


def test_weights_of_a_person_count_in_the_next_outcome(chooser, second, round_):
    actions.weigh(by=second, round_=round_, said={"weights": {"need": [0.6, 0.7], "effect": [0.1, 0.2]}})
    run = finish(actions.add_run(by=chooser, round_=round_))
    assert run.result["people"] == [second.name]
    assert f"person:{second.name}" in run.result["ranking"][0]


def test_weights_of_a_criterion_that_is_no_more_do_no_harm(chooser, second, round_):
    actions.weigh(by=second, round_=round_, said={"weights": {"trade": [0.1, 0.9], "need": [0.5, 0.6]}})
    mapping = made(draws=500)
    del mapping["criteria"][2]["criteria"][1]
    del mapping["data"]["trade"]
    actions.change_round(by=chooser, round_=round_, definition=read_again(mapping))
    run = finish(actions.add_run(by=chooser, round_=round_))
    assert run.result["people"] == [second.name]


def test_weights_that_exclude_each_other_are_not_kept(chooser, round_):
    with pytest.raises(ValidationError):
        actions.weigh(by=chooser, round_=round_, said={"weights": {"need": [0.3, 0.3], "effect": [0.1, 0.2]}})
    assert not round_.weighings.exists()


def test_what_cannot_be_worked_out_leaves_nothing_behind(chooser):
    choice = {"how_many": 5, "regions": {"africa": [9, 9]}}
    round_ = actions.add_round(by=chooser, definition=definition(choice=choice))
    with pytest.raises(ValidationError) as refused:
        actions.add_run(by=chooser, round_=round_)
    assert "9" not in refused.value.messages
    assert not Run.objects.exists()


def test_an_outcome_stays_as_it_was_when_the_round_changes(chooser, round_, run):
    before = run.result
    actions.change_round(by=chooser, round_=round_, definition=definition(title="Anders", seed=9))
    run.refresh_from_db()
    assert run.result == before
    assert frozen_in(run).seed == 3
    run.result = {}
    with pytest.raises(DatabaseError), transaction.atomic():
        run.save()


def series_round(chooser, **changes):
    criteria = [
        {"key": "a", "title": "A", "criteria": [{"key": "staff", "direction": "more"}, {"key": "trade", "direction": "more"}]},
        {"key": "b", "title": "B", "criteria": [{"key": "space", "direction": "less"}]},
    ]  # fmt: skip
    mapping = made(criteria=criteria, draws=500, **changes)
    mapping["data"] = {"trade": mapping["data"]["trade"], "space": mapping["data"]["space"]}
    return actions.add_round(by=chooser, definition=read_again(mapping))


def values(first: float) -> list[str]:
    return [f"{code},2024,{first + place}" for place, code in enumerate(COUNTRIES)]


def test_a_decision_made_on_one_vintage_is_repeated_after_a_newer_one(chooser):
    plain(*values(1), key="staff", vintage="een")
    round_ = series_round(chooser)
    run = finish(actions.add_run(by=chooser, round_=round_))
    assert frozen_in(run).sources["staff"]["vintage"] == "een"
    plain(*reversed(values(50)), key="staff", vintage="twee")
    again = Run.objects.create(
        round=round_, number=2, at=timezone.now(), definition=run.definition, digest=run.digest
    )
    assert finish(again).result == run.result
    newer = finish(actions.add_run(by=chooser, round_=round_))
    assert frozen_in(newer).sources["staff"]["vintage"] == "twee"
    assert newer.digest != run.digest


def test_no_data_is_not_zero_in_what_goes_in(chooser):
    plain(*values(0)[1:], key="staff")
    round_ = series_round(chooser)
    frozen = frozen_in(actions.add_run(by=chooser, round_=round_))
    assert COUNTRIES[0] not in frozen.data["staff"]


def test_a_series_that_is_kept_to_a_unit_goes_into_no_round_that_others_see(chooser):
    unit = UnitFactory()
    chooser.units.add(unit)
    chooser = type(chooser).objects.get(pk=chooser.pk)
    plain(*values(1), key="staff", level="restricted", restricted_to=(unit.pk,))
    with pytest.raises(ValidationError):
        series_round(chooser)
    assert not Round.objects.exists()


def test_a_series_that_is_not_there_is_named(chooser):
    round_ = series_round(chooser)
    with pytest.raises(ValidationError) as refused:
        actions.add_run(by=chooser, round_=round_)
    assert any("staff" in words for words in refused.value.messages)


def test_deviations_need_a_reason_themes_have_a_most_and_who_leaves_a_day(chooser, round_, run):
    last, first_out = [
        next(row["country"] for row in rows if row["proposed"] is is_in)
        for rows, is_in in ((run.result["ranking"][::-1], True), (run.result["ranking"], False))
    ]
    mapping = made(draws=500)
    mapping["candidates"]["current"] = [last]
    actions.change_round(by=chooser, round_=round_, definition=read_again(mapping))
    run = finish(actions.add_run(by=chooser, round_=round_))
    bare = {
        last: Wish(last, chosen=False),
        first_out: Wish(first_out, chosen=True, themes=("expression", "women"), other_theme="water"),
    }
    with pytest.raises(ValidationError) as refused:
        actions.propose(by=chooser, run=run, wishes=wishes(run, **bare))
    # No reason twice, too many themes, no reason for the theme, no day, and not what runs there.
    assert len(refused.value.messages) == 6
    assert not Decision.objects.exists()
    told = {
        last: replace(bare[last], reason="Geen partners.", leaves_on=date(2099, 1, 1), running="niets"),
        first_out: replace(
            bare[first_out], reason="Wel partners.", themes=("women",), other_reason="Het is er droog."
        ),
    }
    past = told | {last: replace(told[last], leaves_on=date(2020, 1, 1))}
    with pytest.raises(ValidationError):
        actions.propose(by=chooser, run=run, wishes=wishes(run, **past))
    decision = actions.propose(by=chooser, run=run, wishes=wishes(run, **told))
    assert {one.country for one in decision.countries.all() if one.deviates} == {last, first_out}


def test_the_database_itself_asks_for_a_reason_and_for_a_second_person(chooser, run):
    decision = actions.propose(by=chooser, run=run, wishes=wishes(run))
    with pytest.raises(DatabaseError), transaction.atomic():
        Chosen.objects.create(decision=decision, country="NL", suggested=False, standing="never", chosen=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(confirmed_by=chooser, confirmed_at=timezone.now())


def test_nobody_confirms_what_they_proposed(second, run):
    decision = actions.propose(by=second, run=run, wishes=wishes(run))
    with pytest.raises(ValidationError):
        actions.confirm(by=second, decision=decision)
    with pytest.raises(ValidationError):
        actions.confirm(by=System("a schedule"), decision=decision)
    assert not Decision.objects.get().confirmed


def test_who_may_propose_may_not_therefore_confirm(chooser, second, run):
    decision = actions.propose(by=second, run=run, wishes=wishes(run))
    with pytest.raises(PermissionDenied):
        actions.confirm(by=chooser, decision=decision)


def test_nothing_of_a_confirmed_decision_changes_any_more(chooser, second, round_, run):
    decision = actions.propose(by=chooser, run=run, wishes=wishes(run))
    actions.confirm(by=second, decision=decision)
    for act in (
        lambda: actions.change_round(by=chooser, round_=round_, definition=definition()),
        lambda: actions.weigh(by=chooser, round_=round_, said={}),
        lambda: actions.add_run(by=chooser, round_=round_),
        lambda: actions.propose(by=chooser, run=run, wishes=wishes(run)),
        lambda: actions.confirm(by=second, decision=decision),
    ):
        with pytest.raises(ValidationError):
            act()
    for write in (
        lambda: decision.countries.update(reason="anders"),
        lambda: decision.countries.first().delete(),
        lambda: Decision.objects.filter(pk=decision.pk).update(reason="anders"),
        lambda: Decision.objects.filter(pk=decision.pk).delete(),
        lambda: Chosen.objects.create(decision=decision, country="NL", suggested=False, standing="never", chosen=False),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    Decision.objects.filter(pk=decision.pk).update(level=Level.PUBLIC)  # who may see it can change


def test_a_proposal_takes_the_place_of_the_one_before(chooser, run):
    first = actions.propose(by=chooser, run=run, wishes=wishes(run), reason="eerst")
    second = actions.propose(by=chooser, run=run, wishes=wishes(run), reason="daarna")
    assert first.pk == second.pk
    assert Decision.objects.get().reason == "daarna"
    assert Chosen.objects.count() == len(COUNTRIES)


def test_nobody_confirms_what_they_did_not_see_and_nobody_proposes_over_another(chooser, second, run):
    decision = actions.propose(by=chooser, run=run, wishes=wishes(run), reason="eerst", seen=0)
    seen = newest(Decision, decision.pk)
    actions.propose(by=chooser, run=run, wishes=wishes(run), reason="daarna", seen=seen)
    with pytest.raises(ChangedSince):
        actions.confirm(by=second, decision=decision, seen=seen)
    with pytest.raises(ChangedSince):
        actions.propose(by=second, run=run, wishes=wishes(run), reason="ook ik", seen=seen)
    with pytest.raises(ChangedSince):
        actions.propose(by=second, run=run, wishes=wishes(run), reason="ook ik", seen=0)
    assert Decision.objects.get().reason == "daarna"
    actions.confirm(by=second, decision=decision, seen=newest(Decision, decision.pk))


def test_a_run_freezes_its_candidates_and_regions_too(chooser):
    plain(*values(1), key="staff")
    round_ = series_round(chooser, candidates={})
    run = finish(actions.add_run(by=chooser, round_=round_))
    frozen = frozen_in(run)
    assert set(COUNTRIES) <= set(frozen.candidates)
    assert frozen.regions["KE"] == "africa"
    assert run.state == Run.State.DONE


def test_what_stands_on_no_list_any_more_is_still_read_in_a_run(chooser, run):
    mapping = run.definition | {"regions": {"KE": "atlantis"}}
    mapping["choice"] = mapping["choice"] | {"priorities": ["gone"], "regions": {"atlantis": [0, 3]}}
    old = Run.objects.create(
        round=run.round, number=2, at=timezone.now(), definition=mapping, digest=digest_of(mapping)
    )
    assert frozen_in(old).choice.priorities == ("gone",)
    assert finish(old).state == Run.State.DONE


def test_a_scale_by_logarithm_from_its_values_can_be_read_again(chooser):
    mapping = made(draws=300)
    for one in mapping["data"]["refugees"].values():
        one["value"] = 0
    del mapping["criteria"][2]["criteria"][0]["goalposts"]
    round_ = actions.add_round(by=chooser, definition=read_again(mapping))
    run = finish(actions.add_run(by=chooser, round_=round_))
    assert frozen_in(run).data["refugees"]["KE"].value == 0


def test_values_that_are_too_old_do_not_count_wherever_they_come_from(chooser):
    mapping = made(draws=300)
    mapping["criteria"][0]["criteria"][0]["oldest"] = 2020
    mapping["data"]["terror"]["KE"]["year"] = 2009
    mapping["data"]["terror"]["NG"]["year"] = 2099
    round_ = actions.add_round(by=chooser, definition=read_again(mapping))
    frozen = frozen_in(actions.add_run(by=chooser, round_=round_))
    assert not {"KE", "NG"} & frozen.data["terror"].keys()
    assert "TD" in frozen.data["terror"]


def test_two_people_of_one_name_both_count(chooser, second, round_):
    third = PersonFactory(role=Role.COORDINATOR, name=second.name)
    for person, share in ((second, 0.6), (third, 0.4)):
        actions.weigh(by=person, round_=round_, said={"weights": {"need": [share, share]}})
    run = actions.add_run(by=chooser, round_=round_)
    assert len(frozen_in(run).people) == 2


def test_weights_that_exclude_each_other_go_into_no_round(chooser, round_):
    mapping = made()
    mapping["criteria"][0]["weight"] = [0.3, 0.3]
    mapping["criteria"][1]["weight"] = [0.1, 0.2]
    with pytest.raises(ValidationError):
        actions.change_round(by=chooser, round_=round_, definition=read_again(mapping))


def test_of_a_restricted_series_that_one_may_not_see_nothing_is_told(chooser):
    plain(*values(1), key="staff", level="restricted", restricted_to=(UnitFactory().pk,))
    round_ = series_round(chooser)
    with pytest.raises(ValidationError) as refused:
        actions.add_run(by=chooser, round_=round_)
    assert any("is niet ingelezen" in words for words in refused.value.messages)


def test_what_rests_on_made_up_series_is_marked(chooser):
    plain(*values(1), key="staff", illustrative=True)
    round_ = series_round(chooser)
    assert round_.illustrative
    run = finish(actions.add_run(by=chooser, round_=round_))
    assert actions.propose(by=chooser, run=run, wishes=wishes(run)).illustrative


def test_a_task_works_out_a_run_once(chooser, round_):
    run = actions.add_run(by=chooser, round_=round_)
    work_out_run(run.pk)
    run.refresh_from_db()
    assert (run.state, run.share) == (Run.State.DONE, 1.0)
    work_out_run(run.pk)  # said twice: nothing is done again, and the frozen outcome is not touched


def test_a_run_whose_worker_stopped_says_so(chooser, round_):
    run = actions.add_run(by=chooser, round_=round_)
    now = timezone.now()
    Run.objects.filter(pk=run.pk).update(state=Run.State.RUNNING, told_at=now - SILENT - timedelta(seconds=1))
    clear_up(now=now)
    run.refresh_from_db()
    assert (run.state, run.failure) == (Run.State.FAILED, [["too_late", {}]])
