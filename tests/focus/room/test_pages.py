# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of a round: begun, changed, weighed, worked out, decided, and on paper."""

import io
import json

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from odfdo import Document

from praktijk.access.roles import Role
from praktijk.dossiers.gathering import gather
from praktijk.focus import actions
from praktijk.focus.forms import CriteriaForm, SettingsForm
from praktijk.focus.models import Decision, Round, Run
from praktijk.focus.page import definition_of
from praktijk.focus.rounds.files import written
from praktijk.focus.rounds.taking import taken
from praktijk.focus.rounds.writing import as_mapping, digest_of
from praktijk.focus.rules import Wish
from praktijk.focus.running import finish
from praktijk.focus.views import weighing
from praktijk.recommendations.versions import newest
from praktijk.reference.countries import country_name
from tests.factories import PersonFactory
from tests.focus.room.made import COUNTRIES, definition, made
from tests.focus.room.test_actions import wishes
from tests.indicators.made import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def chooser(client):
    person = PersonFactory(role=Role.POLICY_OFFICER, language="en")
    client.force_login(person)
    return person


@pytest.fixture
def second():
    return PersonFactory(role=Role.COORDINATOR, language="en")


@pytest.fixture
def round_(chooser):
    return actions.add_round(by=chooser, definition=definition(draws=500))


@pytest.fixture
def run(chooser, round_):
    return finish(actions.add_run(by=chooser, round_=round_))


@pytest.fixture
def decision(chooser, run):
    return actions.propose(by=chooser, run=run, wishes=wishes(run), reason="Daar is het nodig.")


def said(client, path, status=200, data=None):
    answer = client.get(path) if data is None else client.post(path, data)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


@pytest.mark.usefixtures("chooser")
def test_without_imported_series_beginning_says_what_to_do(client):
    page = said(
        client, "/focus/begin/", 422, {"begin-title": "Ronde", "begin-year": 2026, "begin-how_many": 5}
    )
    assert "praktijk import indicator" in page
    assert not Round.objects.exists()


@pytest.mark.usefixtures("chooser")
def test_a_round_begins_with_the_letters_groups_and_the_series_that_are_there(client):
    for key in ("staff-at-post", "demo-repression", "demo-civic-space"):
        plain(*(f"{code},2025,{place}" for place, code in enumerate(COUNTRIES)), key=key)
    said(client, "/focus/begin/", 302, {"begin-title": "Ronde", "begin-year": 2026, "begin-how_many": 5})
    begun = definition_of(Round.objects.get())
    assert [one.key for one in begun.groups] == ["situation", "influence", "effect"]
    assert {one.key for one in begun.measures()} == {"staff-at-post", "demo-repression", "demo-civic-space"}
    run = finish(actions.add_run(by=PersonFactory(role=Role.POLICY_OFFICER), round_=Round.objects.get()))
    assert run.state == Run.State.DONE


@pytest.mark.usefixtures("chooser")
@pytest.mark.parametrize("kind", ["toml", "json", "xlsx"])
def test_a_round_is_taken_in_from_a_file_and_given_back(client, kind):
    file = SimpleUploadedFile(f"round.{kind}", written(made(), kind))
    said(client, "/focus/take-in/", 302, {"take-file": file})
    round_ = Round.objects.get()
    given = client.get(f"/focus/{round_.pk}/file.{kind}")
    assert taken(given.content) == definition()
    assert f'.{kind}"' in given["Content-Disposition"]


@pytest.mark.usefixtures("chooser")
@pytest.mark.parametrize(
    "file", [b"", b"title = ", b"PK\x03\x04", b"\xff\xfe", b"[]", b"{}", b"title = 'a'\nyear = 2026"]
)
def test_a_file_that_is_no_round_is_refused_and_nothing_kept(client, file):
    page = said(client, "/focus/take-in/", 422, {"take-file": SimpleUploadedFile("round.toml", file)})
    assert "Look once more at what you filled in" in page
    assert not Round.objects.exists()


def test_settings_come_back_as_they_were(chooser, client, round_):
    mapping = made()
    mapping["choice"] |= {
        "budget": 9e6, "cost": 1e6, "costs": {"KE": 2.5e6}, "regions": {"africa": [1, 4]},
        "must_in": [{"country": "KE", "reason": "loopt: nog twee jaar"}],
    }  # fmt: skip
    mapping["candidates"] |= {"left_out": [{"country": "PK", "reason": "x"}], "current": ["CO"]}
    mapping["vetoes"] = [{"criterion": "space", "at_least": 1.5, "reason": "geen: ruimte"}]
    actions.change_round(by=chooser, round_=round_, definition=taken(written(mapping, "json")))
    round_.refresh_from_db()
    before = definition_of(round_)
    with override("en"):
        form = SettingsForm({**SettingsForm.initial_of(before), "seen": ""})
        assert form.is_valid(), form.errors
        again = form.put_into(round_.definition)
    assert taken(json.dumps(again).encode()) == before


def test_settings_are_changed_and_wrong_ones_refused_with_what_was_typed(client, round_):
    initial = {
        name: "" if value is None else value
        for name, value in SettingsForm.initial_of(definition_of(round_)).items()
    }
    path = f"/focus/{round_.pk}/settings/"
    said(
        client,
        path,
        302,
        initial | {"how_many": 6, "must_out": "Kenya: te druk", "costs": "Kenya: € 1.250.000"},
    )
    now = definition_of(Round.objects.get())
    assert now.choice.how_many == 6
    assert now.choice.must_out == {"KE": "te druk"}
    assert now.choice.costs == {"KE": 1_250_000}
    for wrong in ("space: geen", "space >= veel: geen", "nergens <= 3: geen"):
        assert wrong.split(":")[0] in said(client, path, 422, initial | {"vetoes": wrong}).replace(
            "&gt;", ">"
        ).replace("&lt;", "<")
    page = said(client, path, 422, initial | {"must_out": "Atlantis: te nat", "bounds": "Mars: 1-2"})
    assert "Atlantis: te nat" in page
    assert "Mars" in page


def filled_in(form):
    """What a form sends when nothing in it is touched."""
    return {
        name: field.initial
        for name, field in form.fields.items()
        if field.initial is not None and field.initial is not False
    }


def test_criteria_are_changed_added_and_taken_out(client, round_):
    plain(*(f"{code},2025,{place}" for place, code in enumerate(COUNTRIES)), key="own-series")
    values = filled_in(CriteriaForm(definition_of(round_), []))
    values |= {"remove-trade": "on", "low-need": 40, "high-need": 60, "add": "own-series", "add_to": "effect"}
    path = f"/focus/{round_.pk}/criteria/"
    said(client, path, 302, values)
    now = definition_of(Round.objects.get())
    assert [one.key for one in now.measures()] == [
        "terror", "freedom", "staff", "space", "own-series", "refugees",
    ]  # fmt: skip
    assert (now.groups[0].weight.low, now.groups[0].weight.high) == (0.4, 0.6)
    assert "trade" not in now.data
    ordered = filled_in(CriteriaForm(now, [])) | {"order-need": "freedom, terror"}
    said(client, path, 302, ordered)
    now = definition_of(Round.objects.get())
    assert now.groups[0].order == (("freedom",), ("terror",))
    assert "twice in the order" in said(client, path, 422, ordered | {"order-need": "freedom, freedom"})
    crossed = filled_in(CriteriaForm(now, [])) | {"first-terror": 9, "last-terror": 3}
    page = said(client, path, 422, crossed)
    assert "goalpost" in page
    assert 'value="9"' in page


def test_own_weights_are_shown_at_once_kept_and_refused_when_they_clash(client, chooser, round_):
    weighing._ready.clear()
    path = f"/focus/{round_.pk}/weigh/"
    assert "Need" in said(client, path)
    form = weighing.WeighingForm(definition_of(round_))
    values = {name: field.initial for name, field in form.fields.items()}
    shown = said(client, f"{path}preview/", 200, values)
    assert "Chad" in shown
    assert shown.count("<meter") == 15
    other = said(client, f"{path}preview/", 200, values | {"low-interests": 29})
    assert other != shown
    clash = values | {"low-need": 30, "high-need": 30, "high-effect": 20, "high-interests": 10}
    assert "exclude each other" in said(client, f"{path}preview/", 200, clash)
    assert "10,000 draws" in shown
    assert "500 draws" in said(client, f"{path}preview/?whole=1", 200, values)
    assert "exclude each other" in said(client, path, 422, clash)
    said(client, path, 302, values)
    assert round_.weighings.get().person == chooser


def test_remarks_before_any_ranking(client, round_):
    assert "Nothing stands out" in said(client, f"/focus/{round_.pk}/remarks/") or "plain-list" in said(
        client, f"/focus/{round_.pk}/remarks/"
    )


def test_what_is_missing_is_told_before_it_is_worked_out(client, chooser):
    mapping = made()
    del mapping["data"]["terror"]
    round_ = actions.add_round(by=chooser, definition=taken(written(mapping, "json")))
    assert "has not been imported" in said(client, f"/focus/{round_.pk}/remarks/")
    said(client, f"/focus/{round_.pk}/run/", 302, {})
    assert "has not been imported" in said(client, f"/focus/{round_.pk}/")
    assert not Run.objects.exists()


def test_working_it_out_leads_to_a_page_that_tells_how_far_it_is(client, round_):
    answer = client.post(f"/focus/{round_.pk}/run/")
    page = said(client, answer.url)
    assert "<progress" in page
    run = Run.objects.get()
    finish(run)
    assert "What came out" in said(client, answer.url)


def test_a_run_that_stopped_says_why(client, round_, chooser):
    run = actions.add_run(by=chooser, round_=round_)
    run.state, run.failure = Run.State.FAILED, [["all_missing", {"indicator": "terror"}]]
    run.save()
    assert "has no value for any of the candidates" in said(client, run.get_absolute_url())


def test_every_figure_has_its_image_and_its_numbers(client, run):
    import re

    page = said(client, run.get_absolute_url())
    addresses = sorted(set(re.findall(r'"(/focus/\d+/runs/\d+/figures/[^"]+)"', page)))
    assert len(addresses) >= 8
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        assert len(answer.content) > 100
    assert client.get(f"{run.get_absolute_url()}figures/outcome/9.svg").status_code == 404
    assert client.get(f"{run.get_absolute_url()}figures/niets/1.svg").status_code == 404


def test_a_country_beside_the_line(client, run):
    page = said(client, f"{run.get_absolute_url()}GE/")
    assert "no data" in page
    assert client.get(f"{run.get_absolute_url()}GE.csv").content.startswith(b"\xef\xbb\xbf")
    assert b"<svg" in client.get(f"{run.get_absolute_url()}GE.svg").content
    assert client.get(f"{run.get_absolute_url()}NL/").status_code == 404


def test_all_that_came_out_as_json(client, run):
    told = json.loads(said(client, f"{run.get_absolute_url()}result.json"))
    assert {row["country"] for row in told["ranking"]} >= {"TCD", "KEN"}


def test_two_outcomes_side_by_side(client, chooser, round_, run):
    actions.change_round(by=chooser, round_=round_, definition=definition(seed=8, draws=500, year=2025))
    other = finish(actions.add_run(by=chooser, round_=round_))
    page = said(client, f"{run.get_absolute_url()}beside/{round_.pk}/{other.number}/")
    assert "2025" in page
    assert "2026" in page


def posted(run):
    """What the form of a proposal sends when nothing is touched."""
    from praktijk.focus.deciding import ProposalForm, candidates_of

    form = ProposalForm(candidates_of(run, None))
    return {
        name: field.initial
        for name, field in form.fields.items()
        if field.initial not in (None, False, "", [])
    }


def test_a_proposal_is_made_confirmed_by_another_and_printed(client, second, round_, run):
    path = f"{run.get_absolute_url()}propose/"
    assert "Chad is chosen" in said(client, path)
    said(client, path, 302, posted(run) | {"reason": "Daar is het nodig."})
    page = said(client, f"/focus/{round_.pk}/decision/")
    assert "proposal, not yet confirmed" in page
    assert f'action="/focus/{round_.pk}/decision/confirm/"' not in page
    other = Client()
    other.force_login(second)
    assert f'action="/focus/{round_.pk}/decision/confirm/"' in said(other, f"/focus/{round_.pk}/decision/")
    said(other, f"/focus/{round_.pk}/decision/confirm/", 302, {})
    assert not Decision.objects.get().confirmed  # not told which proposal was looked at
    seen = {"seen": newest(Decision, Decision.objects.get().pk)}
    said(other, f"/focus/{round_.pk}/decision/confirm/", 302, seen)
    assert Decision.objects.get().confirmed
    assert "The decision is confirmed" in said(other, f"/focus/{round_.pk}/decision/")
    assert "the decision is confirmed; this round stays as it is" in said(client, f"/focus/{round_.pk}/")


def test_deviating_without_a_reason_is_refused_and_nothing_typed_is_lost(client, run):
    proposed = next(row["country"] for row in run.result["ranking"] if row["proposed"])
    values = posted(run) | {"reason": "Een lange uitleg."}
    values.pop(f"chosen-{proposed}")
    page = said(client, f"{run.get_absolute_url()}propose/", 422, values)
    assert "say why you decide otherwise" in page
    assert "Een lange uitleg." in page
    assert not Decision.objects.exists()


def test_a_country_that_is_not_offered_can_be_added_with_a_reason(client, round_, run):
    last = run.result["ranking"][-1]["country"]
    proposed = [row["country"] for row in run.result["ranking"] if row["proposed"]]
    values = posted(run)
    name = country_name(last, "en")
    offered = f"chosen-{last}" in values or f"reason-{last}" in said(
        client, f"{run.get_absolute_url()}propose/"
    )
    assert not offered
    values.pop(f"chosen-{proposed[-1]}")
    values |= {f"reason-{proposed[-1]}": "Kan niet."}
    for wrong in ("Atlantis: droog", f"{country_name(proposed[0], 'en')}: al", name):
        said(client, f"{run.get_absolute_url()}propose/", 422, values | {"more": wrong})
    said(client, f"{run.get_absolute_url()}propose/", 302, values | {"more": f"{name}: Daar is het nodig."})
    assert Decision.objects.get().countries.get(country=last).chosen


def test_the_record_says_which_conditions_are_not_met(client, chooser, round_):
    mapping = made(draws=500)
    mapping["choice"]["must_in"] = [{"country": "UZ", "reason": "Zo is afgesproken."}]
    actions.change_round(by=chooser, round_=round_, definition=taken(written(mapping, "json")))
    run = finish(actions.add_run(by=chooser, round_=round_))
    without = {"UZ": Wish("UZ", chosen=False, reason="Het kan niet meer.")}
    decision = actions.propose(by=chooser, run=run, wishes=wishes(run, **without))
    assert "had to be in: Zo is afgesproken." in said(client, decision.get_absolute_url())


def test_the_file_of_a_run_is_that_of_the_run_and_gives_its_fingerprint(client, chooser, round_, run):
    actions.change_round(by=chooser, round_=round_, definition=definition(seed=8, draws=500))
    finish(actions.add_run(by=chooser, round_=round_))
    for kind in ("toml", "json", "xlsx"):
        again = taken(client.get(f"{run.get_absolute_url()}file.{kind}").content)
        assert digest_of(as_mapping(again)) == run.digest
    assert taken(client.get(f"/focus/{round_.pk}/file.toml").content).seed == 8
    assert run.digest in said(client, run.get_absolute_url())


def test_bounds_of_vetoes_survive_the_form(client, chooser, round_):
    mapping = made()
    mapping["vetoes"] = [
        {"criterion": "space", "at_least": 0.125},
        {"criterion": "trade", "at_most": 1234567.5},
    ]
    actions.change_round(by=chooser, round_=round_, definition=taken(written(mapping, "json")))
    now = definition_of(Round.objects.get())
    initial = {name: "" if value is None else value for name, value in SettingsForm.initial_of(now).items()}
    said(client, f"/focus/{round_.pk}/settings/", 302, initial)
    assert definition_of(Round.objects.get()).vetoes == now.vetoes


def test_thirds_stay_thirds_when_nothing_is_touched(client, chooser, round_):
    mapping = made()
    for one in mapping["criteria"]:
        one["weight"] = 1 / 3
    actions.change_round(by=chooser, round_=round_, definition=taken(written(mapping, "json")))
    now = definition_of(Round.objects.get())
    said(client, f"/focus/{round_.pk}/criteria/", 302, filled_in(CriteriaForm(now, [])))
    assert definition_of(Round.objects.get()).groups[0].weight == now.groups[0].weight
    form = weighing.WeighingForm(now)
    said(
        client,
        f"/focus/{round_.pk}/weigh/",
        302,
        {name: field.initial for name, field in form.fields.items()},
    )
    lone = filled_in(CriteriaForm(now, [])) | {"last-terror": ""}
    assert "both goalposts" in said(client, f"/focus/{round_.pk}/criteria/", 422, lone)


def words_of(file, kind):
    if kind == "pdf":
        reader = pypdf.PdfReader(io.BytesIO(file))
        return " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    document = Document(io.BytesIO(file))
    texts = document.body.get_elements("//text:h | //text:p")
    return " ".join(" ".join(one.text_recursive for one in texts).split())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ["pdf", "odt"])
def test_the_record_as_a_document_says_what_the_page_says(client, chooser, decision, kind, language):
    chooser.language = language
    chooser.save()
    file = client.get(f"/focus/{decision.round_id}/decision/record.{kind}").content
    words = words_of(file, kind)
    assert (
        decision.run.digest[:20] in words.replace("\u200b", "").replace(" ", "")
        or decision.run.digest[:20] in words
    )
    assert chooser.name in words
    assert "Daar is het nodig." in words
    assert ("Tsjaad" if language == "nl" else "Chad") in words
    if kind == "pdf":
        assert pypdf.PdfReader(io.BytesIO(file)).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_figures_of_the_record(client, decision):
    import re

    page = said(client, f"/focus/{decision.round_id}/decision/")
    addresses = sorted(set(re.findall(r'"(/focus/\d+/decision/figures/[^"]+)"', page)))
    assert addresses
    for address in addresses:
        assert client.get(address).status_code == 200


def test_the_page_of_a_country_says_what_was_decided(chooser, second, decision):
    today = timezone.localdate()
    with override("en"):
        before = next(part for part in gather(chooser, "TD", today).parts if part.key == "focus")
        assert "No decision" in before.content.sentence
        actions.confirm(by=second, decision=decision)
        after = next(part for part in gather(chooser, "TD", today).parts if part.key == "focus")
    assert "chose" in after.content.sentence


def test_the_number_of_queries_does_not_grow_with_countries(
    client, run, chooser, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        said(client, run.get_absolute_url())
    with django_assert_max_num_queries(20):
        said(client, f"{run.get_absolute_url()}propose/")
    for _number in range(5):
        actions.add_round(by=chooser, definition=definition())
    with django_assert_max_num_queries(20):
        said(client, "/focus/")


@pytest.mark.parametrize("role", [Role.READER, Role.EVALUATOR, Role.POST_OFFICER])
def test_readers_read_and_change_nothing(client, round_, run, decision, role):
    reader = Client()
    reader.force_login(PersonFactory(role=role, language="en"))
    for path in ("/focus/", f"/focus/{round_.pk}/", run.get_absolute_url(), decision.get_absolute_url()):
        page = said(reader, path)
        assert "Work it out" not in page
        assert "Propose a decision" not in page
    for path in (
        f"/focus/{round_.pk}/settings/",
        f"/focus/{round_.pk}/weigh/",
        f"{run.get_absolute_url()}propose/",
    ):
        assert reader.get(path).status_code == 403
    assert reader.post(f"/focus/{round_.pk}/run/").status_code == 403
