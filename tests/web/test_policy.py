# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The content security policy holds by construction: nothing inline in any template or page."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

import praktijk
from praktijk.access.roles import Role
from tests.factories import CommitmentFactory, PersonFactory

SOURCE = Path(praktijk.__file__).parent
#: A file to keep, opened apart from the site, carries its own styles.
FILES_APART = {"accountability/followup_file.html"}
TEMPLATES = sorted(path for path in SOURCE.rglob("*.html") if "templates" in path.parts)
INLINE = re.compile(
    r"""<style|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|<script(?![^>]*\ssrc=)""",
    re.IGNORECASE,
)


def name_of(path: Path) -> str:
    return str(path).partition("/templates/")[2]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_has_styles_scripts_or_handlers_inside(path):
    if name_of(path) not in FILES_APART:
        assert not INLINE.search(path.read_text("utf-8"))


@pytest.mark.django_db
@pytest.mark.parametrize("role,address", [
    (Role.COORDINATOR, "register"), (Role.COORDINATOR, "search"), (Role.COORDINATOR, "preferences"),
    (Role.COORDINATOR, "followup"), (Role.ADMINISTRATOR, "people"), (Role.ADMINISTRATOR, "audit"),
    (None, "glossary"), (None, "accessibility"), (None, "account_login"),
])  # fmt: skip
def test_no_page_has_them_and_each_carries_the_policy(client, role, address):
    CommitmentFactory(due_latest="2026-01-01")
    if role:
        client.force_login(PersonFactory(role=role))
    answer = client.get(reverse(address), {"q": "toezegging"})
    assert answer.status_code == 200
    assert not INLINE.search(answer.content.decode())
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_htmx_may_neither_write_styles_nor_evaluate_nor_keep_pages(client):
    client.force_login(PersonFactory(role=Role.READER))
    page = client.get("/", follow=True).content.decode()
    for setting in ('"includeIndicatorStyles":false', '"allowEval":false', '"historyCacheSize":0'):
        assert setting in page


def test_what_is_fetched_carries_a_mark_of_its_content(client, db):
    page = client.get(reverse("glossary")).content.decode()
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        if "vega.js" not in address:
            assert re.search(r"\?v=[0-9a-f]{12}$", address), address


@pytest.mark.django_db
def test_pages_of_a_person_are_not_kept_by_the_browser(client):
    assert "no-store" not in client.get(reverse("glossary")).headers.get("Cache-Control", "")
    client.force_login(PersonFactory(role=Role.READER))
    assert client.get(reverse("register")).headers["Cache-Control"] == "private, no-store"
    assert client.get("/nowhere/").headers["Cache-Control"] == "private, no-store"
