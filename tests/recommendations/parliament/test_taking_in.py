# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parliament's open data into the register: every oddity of the files, and what may never happen."""

import codecs
import gzip
import io
import json
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from praktijk.access.acting import System
from praktijk.access.models import AuditEvent, RoleAssignment
from praktijk.access.roles import Role
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.parliament import taking_in
from praktijk.recommendations.parliament.facts import Why
from praktijk.recommendations.parliament.models import ParliamentItem, ParliamentLink, ParliamentReading
from praktijk.recommendations.parliament.odata import Broken, Fault
from praktijk.recommendations.parliament.said import read
from praktijk.recommendations.parliament.taking_in import LOCK, BeingRead, Came, take_in
from praktijk.recommendations.parliament.words import ItemStatus
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory
from tests.recommendations.parliament.made import answer, as_file, key_of, toezegging, zaak

pytestmark = pytest.mark.django_db
SYSTEM = System("test")


def taken(*files, **options):
    return take_in(by=SYSTEM, files=files, **options)


def counts(outcome):
    return {came: count for came, count in outcome.counts.items() if count}


def the_item(number="TZ209901-001"):
    return ParliamentItem.objects.get(number=number)


def test_a_commitment_is_kept_in_parliaments_words():
    outcome = taken(answer(toezegging()))
    assert counts(outcome) == {Came.NEW: 1}
    item = the_item()
    assert (item.kind, item.status, item.status_words) == ("commitment", "open", "Openstaand")
    assert (item.minister, item.function) == ("V. Erzonnen", "minister van Buitenlandse Zaken")
    assert (item.deadline, item.made_on) == (date(2025, 12, 31), date(2025, 3, 3))
    assert item.activity_number == "2099A00001"
    assert item.changed_at == datetime(2025, 3, 4, 9, 0, 0, 123456, tzinfo=UTC)
    assert item.level == "public"
    assert AuditEvent.objects.get(action="parliament.read").details == {"new": 1}


def test_a_motion_is_kept_with_what_it_links_to():
    taken(
        answer(
            zaak(
                Afgedaan=True,
                ZaakActor=[
                    {"Relatie": "Indiener", "ActorNaam": "A. Verzonnen", "ActorFractie": "XX"},
                    {"Relatie": "Medeindiener", "Persoon": {"Roepnaam": "B.", "Achternaam": "Bedacht"}},
                    {"Relatie": "Voortouwcommissie", "ActorNaam": "vaste commissie voor Buitenlandse Zaken"},
                    {"Relatie": "Medeindiener", "ActorNaam": "W. Eg", "Verwijderd": True},
                ],
                Document=[{"DocumentNummer": "2099D00001", "Soort": "Motie"}],
                Besluit=[{"BesluitSoort": "Stemmen - uitgesteld"}, {"BesluitSoort": "Stemmen - aangenomen"}],
            ),
            entity="Zaak(ZaakActor(),Document(),Besluit())",
        )
    )
    item = the_item("2099Z00001")
    assert (item.kind, item.status, item.dealt_with) == ("motion", "released", True)
    assert item.people == ["A. Verzonnen", "B. Bedacht"]
    assert (item.opinion, item.session_year, item.vote) == (
        "Oordeel Kamer",
        "2024-2025",
        "Stemmen - aangenomen",
    )
    assert item.papers == ["2099D00001"]
    assert item.official_address.endswith("detail?id=2099Z00001&did=2099D00001")
    assert item.deadline is None


@pytest.mark.parametrize(
    "word,status",
    [("Openstaand", "open"), ("openstaand", "open"), (" OPENSTAAND ", "open"), ("Deels voldaan", "partly_met"),
     ("DeelsVoldaan", "partly_met"), ("deels_voldaan", "partly_met"), ("VOLDAAN", "met")],
)  # fmt: skip
def test_spellings_of_a_status_that_cannot_be_mistaken(word, status):
    taken(answer(toezegging(Status=word)))
    assert the_item().status == status


@pytest.mark.parametrize(
    "word",
    ["Open", "Afgedaan", "Vrijgegeven", "Niet voldaan", "Grotendeels voldaan", "?", 3, True, ["Voldaan"]],
)
def test_an_unknown_status_is_refused_and_named(word):
    outcome = taken(answer(toezegging(Status=word), toezegging("TZ209901-002")))
    assert counts(outcome) == {Came.NEW: 1, Came.REFUSED: 1}
    (refused,) = outcome.refused
    assert (refused.number, refused.why) == ("TZ209901-001", Why.STATUS_UNKNOWN)
    assert refused.about == ("[…]" if isinstance(word, list) else str(word))
    assert list(ParliamentItem.objects.values_list("number", flat=True)) == ["TZ209901-002"]


def test_an_unknown_status_changes_nothing_of_what_is_held():
    taken(answer(toezegging()))
    outcome = taken(
        answer(toezegging(Status="Vervallen", Tekst="Anders", GewijzigdOp="2025-06-01T00:00:00Z"))
    )
    assert counts(outcome) == {Came.REFUSED: 1}
    assert the_item().status == "open"
    assert the_item().text != "Anders"


@pytest.mark.parametrize("status", [{"Status": None}, {"Status": "  "}, {}])
def test_a_commitment_without_a_status_is_refused_and_never_becomes_open(status):
    row = toezegging()
    del row["Status"]
    outcome = taken(answer(row | status))
    assert [one.why for one in outcome.refused] == [Why.STATUS_MISSING]
    assert not ParliamentItem.objects.exists()


def test_kinds_that_are_not_followed_are_left_out_and_unknown_ones_refused():
    outcome = taken(
        answer(
            zaak(),
            zaak("2099Z00002", Soort="Schriftelijke vragen"),
            zaak("2099Z00003", Soort="motie"),
            zaak("2099Z00004", Soort="Moties"),
            zaak("2099Z00005", Soort=None),
            {"Id": key_of("x"), "DocumentNummer": "2099D00001", "Soort": "Motie"},
            entity="",
        )
    )
    assert counts(outcome) == {Came.NEW: 2, Came.LEFT_OUT: 2, Came.REFUSED: 2}
    assert {one.number: one.why for one in outcome.refused} == {
        "2099Z00004": Why.KIND_UNKNOWN,
        "2099Z00005": Why.KIND_UNKNOWN,
    }
    assert outcome.rows == 6


@pytest.mark.parametrize(
    "value,day",
    [
        ("2025-12-31T00:00:00+01:00", date(2025, 12, 31)),
        ("2025-12-30T23:00:00Z", date(2025, 12, 31)),
        ("2025-12-31T00:00:00", date(2025, 12, 31)),
        ("2025-12-31", date(2025, 12, 31)),
        ("2025-06-30T22:00:00.0000000Z", date(2025, 7, 1)),
        ("2025-12-31T23:30:00-05:00", date(2026, 1, 1)),
        ("0001-01-01T00:00:00Z", None),
        ("0001-01-01T00:00:00", None),
        ("0001-01-01T00:00:00+01:00", None),
        ("", None),
        (None, None),
    ],
)
def test_days_are_those_of_the_ministry_and_the_year_one_is_none(value, day):
    taken(answer(toezegging(DatumNakoming=value)))
    assert the_item().deadline == day


@pytest.mark.parametrize(
    "value",
    ["31-12-2025", "2025-02-30T00:00:00Z", "9999-12-31T23:59:59Z", "eind 2025", 20251231, "0000-00-00"],
)
def test_a_date_that_cannot_be_refuses_its_row_only(value):
    outcome = taken(answer(toezegging(DatumNakoming=value), toezegging("TZ209901-002")))
    assert counts(outcome) == {Came.NEW: 1, Came.REFUSED: 1}
    assert outcome.refused[0].why == Why.DATE_WRONG


@pytest.mark.parametrize(
    "ministry",
    ["Buitenlandse Zaken", "Ministerie van Buitenlandse Zaken", "BUITENLANDSE ZAKEN", "BZ", "BuZa",
     "minister van Buitenlandse Zaken", "Buitenlandse  Zaken (BZ)", "Defensie; Buitenlandse Zaken"],
)  # fmt: skip
def test_spellings_of_the_ministry(ministry):
    assert counts(taken(answer(toezegging(Ministerie=ministry)))) == {Came.NEW: 1}


@pytest.mark.parametrize(
    "ministry", ["Binnenlandse Zaken en Koninkrijksrelaties", "BZK", "Defensie", "buitenlandse"]
)
def test_another_ministry_is_left_out_also_with_an_unknown_status(ministry):
    outcome = taken(
        answer(toezegging(Ministerie=ministry), toezegging("TZ209901-002", Ministerie=ministry, Status="?"))
    )
    assert counts(outcome) == {Came.LEFT_OUT: 2}
    assert not outcome.refused


def test_the_ministry_is_configured(settings):
    settings.PARLIAMENT_MINISTRY = "Defensie; Financiën"
    rows = [
        toezegging(),
        toezegging("TZ209901-002", Ministerie="Financien"),
        toezegging("TZ209901-003", Ministerie="Defensie"),
    ]
    assert counts(taken(answer(*rows))) == {Came.LEFT_OUT: 1, Came.NEW: 2}


def test_what_names_no_ministry_is_taken_in_and_counted():
    row = toezegging(Ministerie=None, Functie=None)
    outcome = taken(answer(row), answer(zaak(), entity="Zaak"))
    assert counts(outcome) == {Came.NEW: 2}
    assert outcome.untold == 2


def test_a_motion_of_another_committee_is_left_out():
    elsewhere = [{"Relatie": "Voortouwcommissie", "Commissie": {"NaamNL": "vaste commissie voor Defensie"}}]
    assert counts(taken(answer(zaak(ZaakActor=elsewhere), entity="Zaak"))) == {Came.LEFT_OUT: 1}
    titled = zaak(ZaakActor=elsewhere, Titel="Begrotingsstaten Ministerie van Buitenlandse Zaken (V)")
    assert counts(taken(answer(titled, entity="Zaak"))) == {Came.NEW: 1}


def test_what_is_held_is_followed_to_another_ministry():
    taken(answer(toezegging()))
    outcome = taken(answer(toezegging(Ministerie="Defensie", GewijzigdOp="2025-06-01T00:00:00Z")))
    assert counts(outcome) == {Came.CHANGED: 1}
    assert outcome.changes == {"TZ209901-001": ["ministry"]}


def test_a_second_run_changes_nothing_and_says_so():
    rows = [toezegging(), toezegging("TZ209901-002")]
    taken(answer(*rows))
    versions = ParliamentItem.pgh_event_model.objects.count()
    outcome = taken(answer(*rows))
    assert counts(outcome) == {Came.UNCHANGED: 2}
    assert outcome.nothing_new
    assert ParliamentItem.pgh_event_model.objects.count() == versions


def test_a_change_is_followed_and_kept_in_the_history():
    taken(answer(toezegging()))
    outcome = taken(answer(toezegging(Status="Voldaan", GewijzigdOp="2025-06-01T00:00:00Z")))
    assert outcome.changes == {"TZ209901-001": ["status", "status_words"]}
    assert the_item().status == "met"
    assert [version.status for version in ParliamentItem.pgh_event_model.objects.order_by("pgh_id")] == [
        "open",
        "met",
    ]


def test_older_never_overwrites_newer_in_any_order_and_over_pages():
    newer = toezegging(Status="Voldaan", GewijzigdOp="2025-06-01T00:00:00+02:00")
    older = toezegging(GewijzigdOp="2025-05-31T22:00:00+01:00")  # an hour earlier by the clock of the world
    assert counts(taken(answer(newer), answer(older))) == {Came.NEW: 1, Came.OLDER: 1}
    assert the_item().status == "met"
    outcome = taken(answer(older, newer))
    assert counts(outcome) == {Came.OLDER: 1, Came.UNCHANGED: 1}


def test_the_same_number_twice_in_one_file_is_one_item():
    outcome = taken(answer(toezegging(), toezegging(Status="Voldaan", GewijzigdOp="2025-06-01T00:00:00Z")))
    assert counts(outcome) == {Came.NEW: 1, Came.CHANGED: 1}
    assert the_item().status == "met"


def test_a_field_that_is_absent_keeps_what_is_held_and_null_empties_it():
    taken(answer(toezegging(KamerbriefNakoming=[{"DocumentNummer": "2099D00001"}])))
    assert the_item().letters == ["2099D00001"]
    outcome = taken(answer({"Id": key_of("TZ209901-001"), "Nummer": "TZ209901-001", "Status": "Openstaand"}))
    assert counts(outcome) == {Came.UNCHANGED: 1}
    assert the_item().letters == ["2099D00001"]
    taken(answer(toezegging(KamerbriefNakoming=None, Tekst=None)))
    assert (the_item().letters, the_item().text) == ([], "")


@pytest.mark.parametrize(
    "link,letters",
    [
        ([{"DocumentNummer": "2099D00001"}, {"DocumentNummer": "2099D00002"}], ["2099D00001", "2099D00002"]),
        ({"DocumentNummer": "2099D00001"}, ["2099D00001"]),
        (["2099D00001", "2099D00001"], ["2099D00001"]),
        ("2099D00001, 2099D00002", ["2099D00001", "2099D00002"]),
        ([{"Id": key_of("a")}], [key_of("a")]),
        ([{"@odata.id": f"Document({key_of('a')})"}], [key_of("a")]),
        ([], []),
        ([None, {"DocumentNummer": "2099D00009", "Verwijderd": True}], []),
    ],
)
def test_links_expanded_or_not(link, letters):
    taken(answer(toezegging(KamerbriefNakoming=link)))
    assert the_item().letters == letters


def test_relations_and_those_it_was_promised_to():
    taken(
        answer(
            toezegging(
                IsHerhalingVan=[{"Nummer": "TZ209801-007"}],
                IsWijzigingVan={"Nummer": "TZ209801-008"},
                IsAanvullingOp=[{"Id": key_of("TZ209801-009")}],
                ToegezegdAan=[
                    {"Persoon": {"Roepnaam": "Iemand", "Tussenvoegsel": "van", "Achternaam": "Verzonnen"}},
                    {"Fractie": {"NaamNL": "Verzonnen fractie"}},
                    {"Persoon_Id": key_of("p")},
                ],
                **{
                    "Activiteit@odata.navigationLink": "Toezegging(1)/Activiteit",
                    "NieuwVeld": {"diep": [1, 2.5]},
                },
            )
        )
    )
    item = the_item()
    assert (item.repeats, item.changes, item.supplements) == (
        ["TZ209801-007"],
        ["TZ209801-008"],
        [key_of("TZ209801-009")],
    )
    assert item.people == ["Iemand van Verzonnen", "Verzonnen fractie"]


def test_removed_by_parliament_with_nothing_but_its_key():
    taken(answer(toezegging()))
    outcome = taken(
        answer(
            {"Id": key_of("TZ209901-001"), "Verwijderd": True, "GewijzigdOp": "2025-07-01T00:00:00Z"},
            {"Id": key_of("TZ209901-777"), "Verwijderd": True},
        )
    )
    assert counts(outcome) == {Came.REMOVED: 1, Came.LEFT_OUT: 1}
    assert the_item().removed
    again = {"Id": key_of("TZ209901-001"), "Verwijderd": "true", "GewijzigdOp": "2025-07-01T00:00:00Z"}
    assert counts(taken(answer(again))) == {Came.UNCHANGED: 1}
    back = toezegging(GewijzigdOp="2025-08-01T00:00:00Z")
    assert counts(taken(answer(back))) == {Came.CHANGED: 1}
    assert not the_item().removed


def _cut(file):
    return io.BytesIO(file.getvalue()[:-20])


@pytest.mark.parametrize(
    "file,fault",
    [
        (io.BytesIO(b""), Fault.EMPTY),
        (io.BytesIO(b" \n\t"), Fault.EMPTY),
        (io.BytesIO(b"<!DOCTYPE html><html></html>"), Fault.MARKUP),
        (io.BytesIO(b'<?xml version="1.0"?><feed/>'), Fault.MARKUP),
        (io.BytesIO(b"PK\x03\x04...."), Fault.ARCHIVE),
        (io.BytesIO(b"Nummer;Status\n"), Fault.NO_JSON),
        (io.BytesIO(b'{"value":[{"Tekst":"\xff\xfe"}]}'), Fault.NO_JSON),
        (io.BytesIO(b'{"value":[{"Tekst":NaN}]}'), Fault.NO_JSON),
        (as_file({"error": {"code": "400", "message": "Syntaxfout"}}), Fault.ERROR_ANSWER),
        (as_file({"Toezeggingen": 3}), Fault.NOT_ODATA),
        (as_file("Openstaand"), Fault.NOT_ODATA),
        (io.BytesIO(gzip.compress(answer(toezegging()).getvalue())[:-12]), Fault.BROKEN_GZIP),
        (_cut(answer(toezegging("TZ209901-002"))), Fault.CUT_OFF),
    ],
)
def test_a_broken_file_leaves_everything_as_it_was(file, fault):
    with pytest.raises(Broken) as broken:
        taken(answer(toezegging()), file)
    assert broken.value.fault == fault
    assert not ParliamentItem.objects.exists()


def test_too_large_is_said_before_the_disk_is_full(monkeypatch):
    monkeypatch.setattr("praktijk.recommendations.parliament.odata.MAX_BYTES", 1000)
    bomb = io.BytesIO(gzip.compress(b'{"value":[' + b" " * 10_000 + b"]}"))
    with pytest.raises(Broken) as broken:
        taken(bomb)
    assert broken.value.fault == Fault.TOO_LARGE


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + answer(toezegging()).getvalue(),
        gzip.compress(codecs.BOM_UTF8 + answer(toezegging()).getvalue()),
        json.dumps({"value": [toezegging()]}).encode("utf-16"),
        json.dumps(toezegging() | {"@odata.context": "x/$metadata#Toezegging/$entity"}).encode(),
        json.dumps([toezegging()]).encode(),
        json.dumps(
            {"value": [toezegging()], "@odata.context": "x/$metadata#Toezegging", "@odata.count": 1}
        ).encode(),
        json.dumps({"Zaak": [], "Toezegging": {"value": [toezegging()]}}).encode(),
        b"\n  " + answer().getvalue() + b"\n" + answer(toezegging()).getvalue(),
    ],
)
def test_shapes_of_an_answer(data):
    assert counts(taken(io.BytesIO(data))) == {Came.NEW: 1}


def test_both_entities_in_one_file_with_other_things_between():
    outcome = taken(
        answer(toezegging(), zaak(), 7, None, "tekst", {}, entity="Toezegging,Zaak", **{"@odata.count": 6})
    )
    assert outcome.count(Came.NEW) == 1  # the context says Toezegging, so the number of a Zaak is refused
    mixed = as_file({"value": [toezegging("TZ209901-002"), zaak(), 7, None, {}]})
    outcome = taken(mixed)
    assert counts(outcome) == {Came.NEW: 2, Came.REFUSED: 3}
    assert [one.why for one in outcome.refused] == [Why.NO_OBJECT, Why.NO_OBJECT, Why.NO_NUMBER]


@pytest.mark.parametrize("number", ["TZ2099-1", "209901-001", "2099Z00001", "TZ209901-001; DROP", "x" * 500])
def test_a_number_that_parliament_does_not_give(number):
    outcome = taken(answer(toezegging(number)))
    assert counts(outcome) == {Came.REFUSED: 1}


@pytest.mark.parametrize("number", ["tz209901-001", " TZ209901-001 ", "TZ209901\u2011001", "TZ209901 - 001"])
def test_spellings_of_a_number(number):
    taken(answer(toezegging(number)))
    assert the_item()


def test_values_that_cannot_be_kept_refuse_their_row_only():
    outcome = taken(
        answer(
            toezegging("TZ209901-002", Tekst="a\x00b"),
            toezegging("TZ209901-003", Tekst=["lijst"]),
            toezegging("TZ209901-004", Tekst="x" * 30_000),
            toezegging("TZ209901-005", Id="geen sleutel"),
            toezegging("TZ209901-006", Verwijderd="misschien"),
            toezegging("TZ209901-007", GewijzigdOp="2999-01-01T00:00:00Z"),
            toezegging("TZ209901-008", GewijzigdOp="2150-01-01T00:00:00Z"),
            toezegging(),
        )
    )
    assert counts(outcome) == {Came.REFUSED: 7, Came.NEW: 1}
    assert [one.number for one in outcome.refused] == [f"TZ209901-00{last}" for last in range(2, 9)]


def test_what_is_nested_without_end_refuses_its_row_only():
    deep = b"[" * 50_000 + b"]" * 50_000
    rows = [
        b'{"Nummer":"TZ209901-00%d","Ministerie":"BZ","%s":%s}' % (number, name, deep)
        for number, name in enumerate(
            (b"Status", b"Id", b"Verwijderd", b"Tekst", b"KamerbriefNakoming"), start=2
        )
    ]
    outcome = taken(io.BytesIO(b'{"value":[' + b",".join([*rows, deep]) + b"]}"), answer(toezegging()))
    assert counts(outcome) == {Came.REFUSED: 6, Came.NEW: 1}


def test_one_number_never_gets_two_items():
    taken(answer(toezegging(), toezegging("TZ209901-002")))
    clash = toezegging("TZ209901-002", Id=key_of("TZ209901-001"), GewijzigdOp="2025-09-01T00:00:00Z")
    outcome = taken(answer(clash))
    assert [one.why for one in outcome.refused] == [Why.NUMBER_TAKEN]
    made_anew = toezegging(Id=key_of("another"), GewijzigdOp="2025-09-01T00:00:00Z")
    assert counts(taken(answer(made_anew))) == {Came.UNCHANGED: 1}
    assert str(the_item().key) == key_of("another")


def test_only_looking_stores_nothing_and_leaves_no_trace():
    outcome = taken(answer(toezegging(), toezegging("TZ209901-002", Status="?")), only_look=True)
    assert counts(outcome) == {Came.NEW: 1, Came.REFUSED: 1}
    assert not ParliamentItem.objects.exists()
    assert not AuditEvent.objects.filter(action="parliament.read").exists()


def test_only_who_may_edit_everything_brings_it_in():
    unit = UnitFactory()
    person = PersonFactory()
    RoleAssignment.objects.create(person=person, role=Role.POLICY_OFFICER, scope="unit", unit=unit)
    with pytest.raises(PermissionDenied):
        take_in(by=person, files=[answer(toezegging())])
    take_in(by=PersonFactory(role=Role.POLICY_OFFICER), files=[answer(toezegging())])
    assert the_item()


def test_those_who_look_after_a_linked_commitment_are_told_of_what_changed():
    owner = PersonFactory(role=Role.POLICY_OFFICER)
    commitment = CommitmentFactory(owner=owner)
    taken(answer(toezegging()))
    ParliamentLink.objects.create(commitment=commitment, item=the_item(), on=date(2025, 4, 1), main=True)
    taken(answer(toezegging(Aanmaakdatum="2025-03-02", GewijzigdOp="2025-05-01T00:00:00Z")))
    assert not Notice.objects.exists()
    taken(answer(toezegging(Status="Deels voldaan", DatumNakoming=None, GewijzigdOp="2025-06-01T00:00:00Z")))
    (notice,) = Notice.objects.all()
    assert (notice.person, notice.kind) == (owner, "parliament")
    assert notice.details == {"number": "TZ209901-001", "changed": ["deadline", "status"]}


def test_many_rows_in_few_queries(django_assert_max_num_queries):
    rows = [toezegging(f"TZ209901-{number:03}") for number in range(1, 701)]
    with django_assert_max_num_queries(30):
        outcome = taken(answer(*rows))
    assert outcome.count(Came.NEW) == len(rows) == ParliamentItem.objects.count()


def test_while_one_reads_the_other_is_told():
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        with pytest.raises(BeingRead):
            taken(answer(toezegging()))
        with other.cursor() as cursor:  # a connection that is closed may hold it a moment longer
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    finally:
        other.close()
    taken(answer(toezegging()))
    assert the_item()


@pytest.mark.parametrize(
    "name, value",
    [
        ("KamerbriefNakoming", [{"Nummer": "a%s"}]),
        ("IsHerhalingVan", "a%s"),
        ("ToegezegdAan", [{"Naam": "A.%sB"}]),
        ("Activiteit", {"Nummer": "2099A%s"}),
        ("Besluit", [{"BesluitSoort": "Stemmen%s"}]),
        ("Status", "Open%sstaand"),
        ("Nummer", "TZ209901-%s002"),
    ],
)
def test_what_the_database_cannot_keep_refuses_its_row_only(name, value):
    told = json.loads(json.dumps(value).replace("%s", "\\u0000"))
    bad = toezegging("TZ209901-002") | {name: told}
    if name == "Activiteit":
        del bad["ActiviteitNummer"]
    outcome = taken(answer(bad, toezegging()))
    assert counts(outcome) == {Came.REFUSED: 1, Came.NEW: 1}
    assert the_item().number == "TZ209901-001"


def test_a_status_between_more_signs_than_can_be_kept_refuses_its_row_only():
    outcome = taken(answer(toezegging("TZ209901-002", Status="Open" + "-" * 70 + "staand"), toezegging()))
    assert counts(outcome) == {Came.REFUSED: 1, Came.NEW: 1}


@pytest.mark.parametrize("number", ["FOO BAR", "x" * 199, "2099Z00001"])
def test_a_key_that_is_held_takes_no_number_of_another_kind(number):
    taken(answer(toezegging()))
    strange = {"Id": key_of("TZ209901-001"), "Nummer": number}
    outcome = taken(as_file({"value": [strange, toezegging("TZ209901-002")]}))
    assert counts(outcome) == {Came.REFUSED: 1, Came.NEW: 1}
    assert the_item().key is not None


def test_a_motion_with_the_key_of_a_commitment_is_refused():
    taken(answer(toezegging()))
    motion = zaak(Id=key_of("TZ209901-001"), GewijzigdOp="2025-09-01T00:00:00Z")
    outcome = taken(answer(motion, entity="Zaak"))
    assert counts(outcome) == {Came.REFUSED: 1}
    assert the_item().status == "open"


def test_a_status_without_a_kind_is_that_of_what_is_held():
    taken(answer(toezegging()))
    outcome = taken(as_file({"value": [{"Id": key_of("TZ209901-001"), "Status": "Vrijgegeven"}]}))
    assert [one.why for one in outcome.refused] == [Why.STATUS_UNKNOWN]
    assert the_item().status == "open"


def test_people_nested_without_end_refuse_their_row_only():
    deep = b'{"Persoon":' * 3000 + b"1" + b"}" * 3000
    row = b'{"Nummer":"TZ209901-002","Status":"Openstaand","Ministerie":"BZ","ToegezegdAan":[' + deep + b"]}"
    outcome = taken(io.BytesIO(b'{"value":[' + row + b"]}"), answer(toezegging()))
    assert counts(outcome) == {Came.REFUSED: 1, Came.NEW: 1}
    assert outcome.refused[0].number == "TZ209901-002"


def test_frames_nested_without_end_are_no_answer():
    with pytest.raises(Broken) as broken:
        taken(io.BytesIO(b'{"value":' * 3000 + b"[]" + b"}" * 3000))
    assert broken.value.fault == Fault.NO_JSON


def test_a_day_that_passes_the_last_year_at_home_is_refused():
    outcome = taken(answer(toezegging(DatumNakoming="2199-12-31T23:59:00-14:00")))
    assert [one.why for one in outcome.refused] == [Why.DATE_WRONG]


def test_a_row_that_only_the_database_refuses_is_named_and_stops_no_other(monkeypatch):
    taken(answer(toezegging("TZ209901-004")))
    slips = {
        "TZ209901-002": {"minister": "x" * 201},
        "TZ209901-004": {"status": ItemStatus.RELEASED},
        "TZ209901-005": {"letters": ["a\x00"]},
    }

    def slipping(row, ministry, now):
        said = read(row, ministry, now)
        said.values |= slips.get(said.number, {})
        return said

    monkeypatch.setattr(taking_in, "read", slipping)
    monkeypatch.setattr(taking_in, "status_meant", lambda kind, word: ItemStatus.RELEASED)
    outcome = taken(answer(*(toezegging(f"TZ209901-00{last}") for last in range(2, 8))))
    assert counts(outcome) == {Came.NEW: 3, Came.REFUSED: 3}
    assert [one.number for one in outcome.refused] == list(slips)
    assert the_item("TZ209901-004").status == "open"
    assert ParliamentReading.objects.first().counts == {"new": 3, "refused": 3}
