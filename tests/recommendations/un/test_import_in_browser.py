# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The import in the browser: what is sent, looked at, imported in the background; and how it can fail."""

import csv
import io
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from procrastinate.contrib.django.models import ProcrastinateJob

from praktijk.access.models import AuditEvent
from praktijk.access.publication import RULES, Rule
from praktijk.access.roles import Role
from praktijk.recommendations.un import importing
from praktijk.recommendations.un.importers.rows import BrokenFile, Fault
from praktijk.recommendations.un.intake import sending
from praktijk.recommendations.un.intake.running import run_job
from praktijk.recommendations.un.messages import broken_in_words, fault_in_words
from praktijk.recommendations.un.models import ImportJob, ImportRun, UNRecommendation
from praktijk.reference.models import Ratification
from tests.factories import PersonFactory
from tests.recommendations.un import made
from tests.recommendations.un.made_uhri import as_json, record, taken_in

pytestmark = pytest.mark.django_db
HEADER = [
    "SuR",
    "Rgrp",
    "Org",
    "Recommendation",
    "RS",
    "Rgrp",
    "Org",
    "Response",
    "Action",
    "Issue",
    "Session",
]
ASKED = "Plant trees along every road, and water them"
UPR_INFO = [HEADER, ["Chile", "", "", ASKED, "Togo", "", "", "Noted", 4, "Justice", 3]]
LIST_HEADER = ["Recommendation", "Position", "Full list of themes", "Comments"]


@pytest.fixture(autouse=True)
def empty_store(settings, tmp_path):
    """A store of its own: in that of the other tests lies what they left there."""
    kept = settings.STORAGES["default"]
    here = kept | {"OPTIONS": kept["OPTIONS"] | {"location": tmp_path / "uploads"}}
    settings.STORAGES = settings.STORAGES | {"default": here}


@pytest.fixture
def person(client):
    """A co-ordinator who works in English, signed in."""
    person = PersonFactory(role=Role.COORDINATOR, language="en")
    client.force_login(person)
    return person


@pytest.fixture
def worked(django_capture_on_commit_callbacks):
    """The newest job, after an act and all the work in the background that follows it."""

    def work(act: Any) -> ImportJob:
        with django_capture_on_commit_callbacks(execute=True):
            act()
        job = ImportJob.objects.latest("sent_at", "id")
        assert ProcrastinateJob.objects.filter(task_name="un.import_files", args={"job": job.pk}).exists()
        with django_capture_on_commit_callbacks(execute=True):
            run_job(job=job.pk)
        job.refresh_from_db()
        return job

    return work


def sent(client: Any, content: bytes, *, name: str = "export-full-en.json", **said: Any) -> Any:
    """The answer to sending a file."""
    data = {"source": "uhri", "data_files": SimpleUploadedFile(name, content), "how": "look"} | said
    return client.post(reverse("un_import"), data)


def in_store() -> list[str]:
    return default_storage.listdir(sending.FOLDER)[1] if default_storage.exists(sending.FOLDER) else []


def shown(client: Any, record: Any, **asked: str) -> str:
    return str(client.get(record.get_absolute_url(), asked).content.decode())


def running(person: Any, *, minutes: int = 0, **said: Any) -> ImportJob:
    """A job whose worker was heard of so many minutes ago."""
    now = timezone.now()
    told = now - timedelta(minutes=minutes)
    return ImportJob.objects.create(
        source="uhri", person=person, sent_at=now, state="running", told_at=told, **said
    )


def test_first_it_is_looked_at_then_imported_and_the_file_is_gone(client, person, worked):
    content = as_json(record("one"), record("two", Text="1"))
    job = worked(lambda: sent(client, content))
    assert (job.state, job.percent) == ("looked", 100)
    assert not UNRecommendation.objects.exists()
    assert len(in_store()) == 1
    page = shown(client, job)
    assert "2 rows: imported 1, updated 0, unchanged 0, repaired 0, rejected 1" in page
    with override("en"):
        assert f"{fault_in_words(Fault.NOISE)}: 1" in page
    job = worked(lambda: client.post(reverse("un_import_go_on", args=[job.pk])))
    assert job.state == "done"
    assert UNRecommendation.objects.count() == 1
    assert in_store() == []
    run = ImportRun.objects.get()
    assert (job.run, run.by, run.rows, run.rejected) == (run, person.name, 2, 1)
    assert run.get_absolute_url() in shown(client, job)
    assert run.get_absolute_url() in client.get(reverse("un_import")).content.decode()
    done = set(AuditEvent.objects.filter(person=person).values_list("action", flat=True))
    assert {"un.send_files", "un.import_looked", "un.import"} <= done


def test_what_was_looked_at_can_be_left(client, person, worked, django_capture_on_commit_callbacks):
    job = worked(lambda: sent(client, as_json(record())))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("un_import_leave", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == "left"
    assert in_store() == []
    answer = client.post(reverse("un_import_go_on", args=[job.pk]), follow=True)
    assert "The files are no longer there" in answer.content.decode()


def test_one_that_waits_can_be_left_and_is_not_done(client, person):
    sent(client, as_json(record()))
    job = ImportJob.objects.get()
    client.post(reverse("un_import_leave", args=[job.pk]))
    run_job(job=job.pk)
    job.refresh_from_db()
    assert job.state == "left"


def test_it_waits_where_only_its_owner_can_read_it(client, person):
    sent(client, as_json(record()))
    (name,) = in_store()
    path = Path(default_storage.path(f"{sending.FOLDER}/{name}"))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content,why",
    [
        (as_json(record())[:-40], "cut_off"),
        (b'{"a": 1}', "other_shape"),
        (b"PK\x03\x04 no workbook", "no_xlsx"),
        (b"nothing of the kind", "no_json"),
    ],
)
def test_a_broken_file_ends_with_its_sentence(client, person, worked, content, why):
    job = worked(lambda: sent(client, content, how="import"))
    assert job.state == "failed"
    page = shown(client, job)
    assert job.failure == why
    with override("en"):
        assert f"export-full-en.json: {broken_in_words(BrokenFile(why, job.detail))}" in unescape(page)
    assert "Nothing was changed." in page
    assert in_store() == []
    assert not UNRecommendation.objects.exists()
    assert not ImportJob.objects.filter(busy=True).exists()


def test_the_sentence_is_in_the_language_of_who_reads_it(client, worked):
    client.force_login(PersonFactory(role=Role.COORDINATOR, language="nl"))
    job = worked(lambda: sent(client, as_json(record())[:-40]))
    page = shown(client, job)
    with override("nl"):
        assert broken_in_words(BrokenFile("cut_off")) in unescape(page)
    assert "Er is niets veranderd." in page


@pytest.mark.parametrize(
    "said,why",
    [
        ({"data_files": SimpleUploadedFile("a.json", b"")}, "The file is empty."),
        ({"data_files": ""}, "Choose a file."),
        ({"source": "elsewhere"}, "Select a valid choice"),
        ({"source": "thematic-list"}, "Name the country that the list is about."),
        ({"source": "thematic-list", "country": "Atlantis"}, "“Atlantis” is not a country that we know."),
        ({"language": "xx"}, "Select a valid choice"),
        ({"source": "ratifications", "as_of": "2999-01-01"}, "This day is yet to come."),
        ({"source": "ratifications", "as_of": "soon"}, "Enter a valid date"),
    ],
)
def test_what_is_filled_in_wrongly_is_refused_beside_its_field(client, person, said, why):
    answer = sent(client, b"[]", **said)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not ImportJob.objects.exists()
    assert in_store() == []


def test_two_exports_in_one_are_one_too_many(client, person):
    two = [SimpleUploadedFile(f"{number}.json", b"[]") for number in range(2)]
    assert "Choose one file" in sent(client, b"", data_files=two).content.decode()
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR, Role.POST_OFFICER])
def test_who_may_not_import_sees_and_sends_nothing(client, role):
    taken_in(as_json(record()))
    run = ImportRun.objects.get()
    job = running(PersonFactory(), busy=False)
    client.force_login(PersonFactory(role=role))
    assert sent(client, b"[]").status_code == 403
    for address in (
        reverse("un_import"),
        reverse("un_names"),
        run.get_absolute_url(),
        job.get_absolute_url(),
        reverse("un_import_report", args=[run.pk]),
    ):
        assert client.get(address).status_code == 403
    for name in ("un_import_go_on", "un_import_leave"):
        assert client.post(reverse(name, args=[job.pk])).status_code == 403
    assert ImportJob.objects.count() == 1
    assert in_store() == []
    assert reverse("un_import") not in client.get(reverse("un_search")).content.decode()


def test_the_way_in_is_on_the_page_of_the_search(client, person):
    assert f'href="{reverse("un_import")}"' in client.get(reverse("un_search")).content.decode()


def test_one_at_a_time(client, person):
    sent(client, as_json(record()))
    answer = sent(client, as_json(record()))
    assert answer.status_code == 422
    assert "Another import is under way" in answer.content.decode()
    assert ImportJob.objects.count() == 1
    assert len(in_store()) == 1


def test_two_in_the_same_moment_are_kept_apart_by_the_database(person):
    running(person)
    with pytest.raises(IntegrityError, match="one_import_at_a_time"), transaction.atomic():
        running(person)


def test_what_was_looked_at_waits_while_another_is_busy(client, person, worked):
    job = worked(lambda: sent(client, as_json(record())))
    running(person)
    answer = client.post(reverse("un_import_go_on", args=[job.pk]), follow=True)
    assert "Another import is under way" in answer.content.decode()
    job.refresh_from_db()
    assert job.state == "looked"


def test_an_import_from_elsewhere_ends_the_job_with_a_sentence(client, person, worked, monkeypatch):
    def busy() -> None:
        raise importing.BeingImported

    monkeypatch.setattr(importing, "take_the_lock", busy)
    job = worked(lambda: sent(client, as_json(record())))
    assert "Another import was under way." in shown(client, job)


def test_work_that_was_broken_off_is_seen_and_makes_room(client, person):
    job = running(person)
    assert "hx-trigger" in shown(client, job)
    ImportJob.objects.update(told_at=timezone.now() - timedelta(minutes=5))
    assert "The import was interrupted" in shown(client, job)
    assert sent(client, as_json(record())).status_code == 302


def test_a_long_silence_is_no_end_while_the_import_still_holds_its_lock(client, person):
    job = running(person, minutes=5)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [importing.LOCK])
    assert "hx-trigger" in shown(client, job)


def test_what_nobody_comes_back_for_goes_after_a_day(
    client, person, worked, django_capture_on_commit_callbacks
):
    worked(lambda: sent(client, as_json(record())))
    ImportJob.objects.update(sent_at=timezone.now() - timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        client.get(reverse("un_import"))
    assert in_store() == []


def test_a_job_is_done_once(client, person, worked):
    job = worked(lambda: sent(client, as_json(record()), how="import"))
    run_job(job=job.pk)
    assert ImportRun.objects.count() == 1


def test_what_nobody_foresaw_ends_the_job_too(client, person, worked, monkeypatch):
    def fails(**how: Any) -> None:
        raise RuntimeError("a disk that burns")

    monkeypatch.setattr("praktijk.recommendations.un.intake.running.import_corpus", fails)
    with pytest.raises(RuntimeError):
        worked(lambda: sent(client, as_json(record())))
    job = ImportJob.objects.get()
    assert (job.state, job.busy) == ("failed", False)
    page = shown(client, job)
    assert "nobody foresaw" in page
    assert "burns" not in page


def test_who_sent_it_must_still_be_one_who_may(client, person, worked):
    reader = PersonFactory(role=Role.READER)

    def withdrawn() -> None:
        sent(client, as_json(record()), how="import")
        ImportJob.objects.update(person=reader)

    assert worked(withdrawn).failure == "denied"
    assert not UNRecommendation.objects.exists()


def test_a_page_of_one_that_runs_looks_again_by_itself_and_without_script(client, person):
    job = running(person, rows=120_000, read=45, size=100)
    page = shown(client, job)
    assert 'hx-trigger="every 2s"' in page
    assert '<progress class="progress" max="100" value="45"' in page
    assert "See how far it is" in page
    sending.end(job, ImportJob.State.DONE)
    assert "hx-trigger" not in shown(client, job)


def test_several_files_of_upr_info(client, person, worked):
    files = [SimpleUploadedFile(f"one.{kind}", getattr(made, kind)(UPR_INFO)) for kind in ("xls", "xlsx")]
    job = worked(lambda: sent(client, b"", source="upr-info", data_files=files, how="import"))
    assert job.state == "done"
    assert (job.outcome["rows"], job.run.files) == (2, "one.xls\none.xlsx")
    assert UNRecommendation.objects.get().countries == ["CL"]


def test_a_thematic_list_with_its_country(client, person, worked):
    rows = [(f"1.{one} {ASKED} number {one} (Togo);", "Noted", "Right to health", "") for one in range(3)]
    content = made.word(LIST_HEADER, rows)
    said = {"source": "thematic-list", "country": "SVN", "how": "import"}
    job = worked(lambda: sent(client, content, name="list.docx", **said))
    assert job.state == "done", job.failure
    assert {tuple(one.countries) for one in UNRecommendation.objects.all()} == {("SI",)}


def test_a_table_that_tells_no_ratifications(client, person, worked):
    job = worked(lambda: sent(client, b"a,b\n1,2\n", name="x.csv", source="ratifications", how="import"))
    assert job.state == "failed"
    assert "x.csv: This table does not say" in shown(client, job)
    assert not Ratification.objects.exists()


def test_ratifications(client, person, worked):
    table = b"Country,Status,Year ratification or accession\nKenya,ratified,1972\nAtlantis,ratified,1973\n"
    said = {"name": "ICESCR.csv", "source": "ratifications", "as_of": "2022-01-01"}
    job = worked(lambda: sent(client, table, **said))
    assert job.state == "looked", (job.failure, job.detail)
    page = shown(client, job)
    assert "2 rows:" in page
    assert "Atlantis" in page
    job = worked(lambda: client.post(reverse("un_import_go_on", args=[job.pk])))
    assert job.state == "done"
    assert Ratification.objects.get().country == "KE"


def test_one_import_with_its_findings_and_its_report(client, person):
    taken_in(as_json(record("one", Themes=["=1+1 and more"]), record("two", Text="1")))
    run = ImportRun.objects.get()
    page = shown(client, run)
    with override("en"):
        assert fault_in_words(Fault.NOISE) in page
    address = run.get_absolute_url()
    only = client.get(address, {"fault": "noise"}).context["page"].object_list
    assert [line.finding.fault for line in only] == ["noise"]
    everything = client.get(address, {"fault": "x\x00"}).context["page"].object_list
    assert len(everything) == run.findings.count() == 2
    answer = client.get(reverse("un_import_report", args=[run.pk]))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 3
    assert rows[0][:4] == ["file", "row", "field", "found"]
    assert {row[5] for row in rows[1:]} == {"kept", "rejected"}
    assert not any(row[3].startswith("=") for row in rows)


def test_the_number_of_queries_does_not_grow_with_the_findings(client, person):
    counts = []
    for many in (2, 30):
        taken_in(as_json(*[record(f"{many}-{one}", Text="1") for one in range(many)]), whole=False)
        with CaptureQueriesContext(connection) as queries:
            shown(client, ImportRun.objects.latest("id"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_larger_files_may_come_here_and_from_these_people_only(client, person, settings):
    settings.MAX_UPLOAD_BYTES = 1000
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    content = as_json(*[record(str(one)) for one in range(40)])
    assert len(content) > 20_000
    assert sent(client, content).status_code == 302
    elsewhere = client.post(reverse("reading"), {"file": SimpleUploadedFile("a.txt", content)})
    assert elsewhere.status_code >= 400
    client.force_login(PersonFactory(role=Role.READER))
    assert sent(client, content).status_code in {400, 403, 413}
    client.logout()
    assert sent(client, content).status_code in {302, 400, 413}
    assert ImportJob.objects.count() == 1


def test_nothing_of_an_import_is_ever_published():
    assert RULES["import_run"] is RULES["import_job"] is Rule.NEVER
