# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page where somebody chooses how often they want mail, and what the command shows."""

import os
from datetime import date

import pytest
from django.urls import reverse

from praktijk import cli
from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.cli import installation
from praktijk.recommendations.notices.actions import tell
from praktijk.recommendations.notices.models import NoticeSettings, Reminder
from tests.factories import PersonFactory, UnitFactory, coordinator
from tests.recommendations.notices.post import at, officer, outbox, promise

pytestmark = pytest.mark.django_db
PAGE = "/preferences/notices/"


def test_the_page_shows_what_is_kept_and_keeps_what_is_chosen(client):
    person = officer()
    client.force_login(person)
    page = client.get(PAGE)
    assert person.email in page.content.decode()
    assert page.context["form"]["frequency"].value() == "daily"
    answer = client.post(PAGE, {"frequency": "weekly"})
    assert answer.status_code == 302
    assert client.get(PAGE).context["form"]["frequency"].value() == "weekly"
    assert NoticeSettings.objects.get(person=person).frequency == "weekly"
    assert AuditEvent.objects.get(action="notices.frequency").details == {"was": "daily", "is": "weekly"}


@pytest.mark.parametrize("sent", [{}, {"frequency": "hourly"}, {"frequency": ""}])
def test_a_choice_that_is_not_offered_is_refused_in_words(client, sent):
    client.force_login(officer())
    answer = client.post(PAGE, sent or {"x": "y"})
    assert answer.status_code == 422
    assert not NoticeSettings.objects.filter(frequency="hourly").exists()


def test_it_is_found_from_the_preferences_and_not_by_who_has_no_use_for_it(client):
    client.force_login(officer())
    assert reverse("notice_settings") in client.get("/preferences/").content.decode()
    client.force_login(PersonFactory())
    assert reverse("notice_settings") not in client.get("/preferences/").content.decode()
    assert client.get(PAGE).status_code == 403


def test_somebody_else_s_choice_cannot_be_changed(client):
    other = officer()
    client.force_login(officer())
    client.post(PAGE, {"frequency": "none", "person": other.pk})
    assert not NoticeSettings.objects.filter(person=other).exists()


@pytest.fixture
def command(monkeypatch, capsys):
    """The command `digest` on the database of the test; gives its code and what it said."""
    monkeypatch.setattr(installation, "open_up", lambda: None)
    for name in ("PRAKTIJK_DATA", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, os.environ[name])

    def run(*arguments: str):
        code = cli.carry_out(["digest", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_dry_run_shows_what_would_go_and_does_nothing(command):
    unit = UnitFactory()
    owner, outside = officer(name="Anna", language="nl", units=[unit]), officer(name="Piet")
    gone = officer(name="Gone", is_active=False)
    due = date(2026, 3, 31)
    promise(due, owner=owner, title_en="A plan.", title_nl="Een plan.")
    promise(due, owner=gone, title_en="Left behind.")
    for person in (owner, outside):
        secret = {"level": Level.RESTRICTED, "restricted_to": [unit.pk]}
        promise(due, owner=person, title_en="zqx", title_nl="zqx", **secret)
    tell(
        by=coordinator(),
        commitment=promise(None, title_en="Other."),
        kind="note",
        to=[owner],
        now=at(2026, 3, 30),
    )
    code, out, err = command("--dry-run", "--on", "2026-03-31")
    assert (code, err) == (0, "")
    assert "Anna" in out
    assert "2 due today, news of 1" in out
    assert "A plan." in out
    assert "Other." in out
    assert out.count("a restricted commitment") == 2
    assert "zqx" not in out
    assert "Piet: may not see it" in out
    assert "Gone: the account is closed (Left behind.)" in out
    assert "1 mail(s) would go. Nothing was sent or recorded." in out
    assert "\x1b" not in out
    assert not outbox()
    assert not Reminder.objects.exists()
    assert not NoticeSettings.objects.exists()


def test_another_day_shows_another_stage(command):
    promise(date(2028, 2, 29), owner=officer())
    assert "1 due within 30 days" in command("--dry-run", "--on", "30-1-2028")[1]
    assert "0 mail(s)" in command("--dry-run", "--on", "2028-01-29")[1]
    assert "1 overdue" in command("--dry-run", "--on", "2028-03-01")[1]


def test_the_command_sends_and_a_second_time_finds_nothing(command):
    owner = officer()
    promise(date(2026, 1, 1), owner=owner)
    code, out, _ = command()
    assert (code, out.split(" sent")[0]) == (0, "1 mail(s)")
    assert [message.to for message in outbox()] == [[owner.email]]
    code, out, _ = command()
    assert (code, out.split(" sent")[0]) == (0, "0 mail(s)")
    assert "no mail server is set (EMAIL_URL)" in out


def test_the_command_says_who_was_refused_and_ends_with_code_2(command, server):
    owner = officer(email="bad@example.org")
    promise(date(2026, 1, 1), owner=owner)
    server.refuse = staticmethod(lambda message: OSError("no\nroute"))
    code, out, err = command()
    assert code == 2
    assert out.startswith("0 mail(s) sent")
    assert "Refused for bad@example.org: OSError: no route" in err
    assert "the next run tries again" in err


@pytest.mark.parametrize(
    "arguments,told",
    [
        (["--on", "2026-01-01"], "--on goes with --dry-run only"),
        (["--dry-run", "--on", "2026-02-30"], "is not a date; write it as 2026-01-31"),
        (["--dry-run", "--on"], "requires an argument"),
        (["--send"], "No such option"),
        (["now"], "unexpected extra argument"),
    ],
)
def test_mistakes_on_the_command_line(command, arguments, told):
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert told in err
