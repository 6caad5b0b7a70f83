# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Address × viewer × canary: nobody sees, in any byte of any answer, what is not for them; nor changes it."""

import hashlib
import io
import re
import zipfile

import pypdf
import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from praktijk.access.models import AuditEvent
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.models import Notice, NoticeSettings
from tests.matrix.addresses import COMMITMENTS, MORE, ROWS, patterns
from tests.matrix.canaries import World, planted
from tests.matrix.focus import plant_focus
from tests.matrix.followed import plant_followed
from tests.matrix.indicators import plant_indicators
from tests.matrix.viewers import REGISTER, VIEWERS, Viewer

pytestmark = pytest.mark.django_db
#: Pages of which parts are fetched by themselves.
WITH_FRAGMENTS = ("/register/?", "/search/", "/documents/?", "/reading/")
#: Viewers who try also what takes long.
TRYING_ALL = {"visitor", "without-a-role", "reader", "coordinator-member", "administrator"}
_TOKEN = re.compile(r"zqx[a-z]+zqx")


@pytest.fixture
def world() -> World:
    world = planted()
    plant_followed(world)
    plant_indicators(world)
    plant_focus(world)
    return world


def client_of(viewer: Viewer, world: World) -> Client:
    person = viewer.person(world.units)
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def all_that_is_said(response: HttpResponse) -> str:
    """Every byte of an answer that can be read, unpacked: headers, page, archive or PDF."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    said = [f"{name}: {value}" for name, value in response.items()]
    said.append(content.decode("utf-8", "replace"))
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            said += [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    if content.startswith(b"%PDF"):
        reader = pypdf.PdfReader(io.BytesIO(content))
        said += [page.extract_text().replace("\u200b", "") for page in reader.pages]
        said.append(str(reader.metadata))
    return "\n".join(said)


def test_every_address_has_a_row_and_every_row_an_address():
    assert set(patterns()) == set(ROWS)


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.name)
def test_each_sees_what_is_for_them_and_nothing_else(viewer, world):
    client = client_of(viewer, world)
    seen: set[str] = set()
    leaks = []
    heavy = viewer.name in TRYING_ALL
    addresses = [address for row in ROWS.values() for address in row.addresses(world, heavy=heavy)]
    addresses += [f"/{address}" for address in MORE]
    for address in addresses:
        answers = [client.get(address)]
        if address.startswith(WITH_FRAGMENTS):
            answers.append(client.get(address, headers={"HX-Request": "true", "HX-Target": "register"}))
        for answer in answers:
            assert answer.status_code in {200, 302, 403, 404, 405}, (address, answer.status_code)
            found = set(_TOKEN.findall(all_that_is_said(answer)))
            seen |= found
            leaks += [
                (address, token)
                for token in found
                # The search puts back what was looked for.
                if not world.canaries[token].may_be_seen_by(viewer)
            ]
    assert not leaks
    # And those who may see it do: so that the test can fail.
    expected = {token for token, canary in world.canaries.items() if canary.may_be_seen_by(viewer)}
    assert expected - seen == set()


def fingerprint() -> dict[str, str]:
    """A digest of every table but the trail, sessions, and what signing in writes."""
    skipped = {
        AuditEvent._meta.db_table,
        Session._meta.db_table,
        EmailAddress._meta.db_table,
        "django_migrations",
    }
    tables = sorted(set(connection.introspection.table_names()) - skipped)
    row = "(to_jsonb(t) - 'last_login')::text"
    digest = f"SELECT '{{0}}', md5(COALESCE(string_agg({row}, '|' ORDER BY {row}), '')) " + 'FROM "{0}" t'
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(digest.format(table) for table in tables))
        return dict(cursor.fetchall())


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.name)
def test_each_changes_what_is_theirs_to_change_and_nothing_else(viewer, world):
    client = client_of(viewer, world)
    before = fingerprint()
    for route, row in ROWS.items():
        if row.own:
            continue
        for name in row.records or [""]:
            address = row.address(world, name)
            allowed = viewer.may(row.changing)
            filled = row.data(world) if row.data else {"x": "y"}
            # Who may do it can do it wrongly too; who may not gets no further with an empty form.
            for data in [filled, {}] if allowed and filled else [filled]:
                with transaction.atomic():
                    answer = client.post(address, data)
                    changed = fingerprint() != before
                    transaction.set_rollback(True)
                said = set(_TOKEN.findall(all_that_is_said(answer)))
                assert not [token for token in said if not world.canaries[token].may_be_seen_by(viewer)], (
                    route
                )
                if not allowed:
                    assert not changed, (route, name)
                    assert answer.status_code in {302, 403, 404, 405, 422, 200}, (route, answer.status_code)
                    if row.changing and not viewer.signed_in:
                        assert answer.headers["Location"].startswith("/account/login/"), route
                    if row.changing and viewer.signed_in and not viewer.closed:
                        assert answer.status_code in {403, 404}, (route, answer.status_code)
                elif name == row.on and data is filled and row.data and reaches(viewer, name, route):
                    assert changed, (route, name, answer.status_code)
                elif not data and filled:
                    assert not changed, (route, name)
    assert fingerprint() == before


def reaches(viewer: Viewer, name: str, route: str) -> bool:
    """Whether the role of a viewer reaches the record that a row is tried on."""
    if not viewer.scope:
        return True
    if route.startswith("reading/"):
        return True
    return viewer.scope == "HIER" and route.startswith("register/commitments/")


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.name)
def test_nobody_changes_a_commitment_out_of_reach(viewer, world):
    client = client_of(viewer, world)
    before = fingerprint()
    for route, row in ROWS.items():
        if not (route.startswith("register/") and row.changing and row.data and row.records):
            continue
        for name in row.records:
            restricted = "restricted" in name and not name.startswith("recommendation-open")
            unit = name[-4:].upper() if name.startswith("commitment") else ""
            within = not viewer.scope or viewer.scope == unit
            if viewer.may(row.changing) and within and (viewer.member or not restricted):
                continue
            with transaction.atomic():
                answer = client.post(row.address(world, name), row.data(world))
                changed = fingerprint() != before
                transaction.set_rollback(True)
            assert not changed, (route, name, answer.status_code)


@pytest.mark.parametrize("viewer", VIEWERS[:1] + VIEWERS[7:8], ids=lambda viewer: viewer.name)
def test_what_concerns_ones_own_account_changes_nobody_elses(viewer, world):
    client = client_of(viewer, world)
    before = fingerprint()
    for route, row in ROWS.items():
        if not row.own:
            continue
        for data in ({}, row.data(world) if row.data else {"x": "y"}):
            with transaction.atomic():
                answer = client.post(row.address(world), data)
                after = fingerprint()
                transaction.set_rollback(True)
            assert answer.status_code in {200, 302, 400, 403, 404, 405, 422}, (route, answer.status_code)
            assert after == before, route
            assert "zqxperson" not in all_that_is_said(answer)


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.name)
def test_a_secret_address_shows_no_more_than_its_owner_may_see_and_nothing_restricted(viewer, world):
    person = viewer.person(world.units)
    if person is None:
        return
    commitments = [(name, world.keys[name]) for name in COMMITMENTS]
    # Told of everything, owner of everything: as if no rule had ever held.
    Commitment.objects.filter(pk__in=[key for _, key in commitments]).update(owner=person)
    Notice.objects.bulk_create(
        Notice(person=person, commitment_id=key, kind="note", by=world.author, at=timezone.now())
        for _, key in commitments
    )
    secret = "x" * 43
    NoticeSettings.objects.create(
        person=person, feed_digest=hashlib.sha256(secret.encode()).hexdigest(), feed_made_at=timezone.now()
    )
    for name in ("work.atom", "deadlines.ics"):
        answer = Client().get(f"/feeds/{secret}/{name}")
        assert answer.status_code == (200 if viewer.may(REGISTER) else 404)
        # A line of a calendar is folded after 75 bytes.
        found = set(_TOKEN.findall(all_that_is_said(answer).replace("\r\n ", "")))
        for token in found:
            assert world.canaries[token].may_be_seen_by(viewer), (name, token)
            assert not world.canaries[token].restricted, (name, token)
        if viewer.may(REGISTER) and not viewer.scope:
            assert found == {"zqxpromiseinternalhierzqx", "zqxpromiseinternaldaarzqx"}
            if viewer.member:
                assert (
                    answer.content.decode().count("restricte") + answer.content.decode().count("beperkt") == 2
                )
