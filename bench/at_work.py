# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ten people at work at once in a register of 10,000 commitments, on the real server; nothing may be lost.

Each has a session of their own and does one thing after another with a moment to think in between:
looks at the register as filtered, at one commitment, at their own work, searches, adds a note, moves a
deadline, changes a state. They choose from the same few commitments when they write, so that they meet.
Afterwards every write that was answered with success must be in the database and in the audit trail.
"""

import http.client
import os
import random
import re
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from lxml import html

from bench.measuring import Row
from praktijk.access.models import AuditEvent, Person, RoleAssignment
from praktijk.access.roles import Role
from praktijk.recommendations.models import Commitment, DueMove, ProgressNote
from praktijk.recommendations.rules import State

_PEOPLE, _ACTS = 10, 40
_THINK = (0.5, 1.5)
_SHARED = 30  # commitments that they all write to
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_TOKEN = "b" * 32
_FILTERS = [
    "",
    "?page=3",
    "?state=open",
    "?theme=theme-3&overdue=on",
    "?sort=due",
    "?state=in_progress&state=open&unit=D3&unit=D4",
    "?q=plan+77&sort=relevance",
]
#: What people do, out of a hundred times.
_MIX = {"register": 30, "commitment": 30, "my work": 10, "search": 10, "note": 10, "deadline": 5, "state": 5}


@dataclass
class Answered:
    """What people got: seconds of each page and of each write, and what was said to be done."""

    pages: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    notes: list[str] = field(default_factory=list)


class _Colleague(threading.Thread):
    """Somebody at work."""

    def __init__(self, address: str, person: Person, commitments: list[int], acts: int, seed: int) -> None:
        super().__init__(name=person.name)
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)
        self._cookies = f"sessionid={session_of(person)}; csrftoken={_TOKEN}"
        self._commitments = commitments
        self._acts = acts
        self._chance = random.Random(seed)  # noqa: S311 - the same work each time
        self.answered = Answered()
        self.failure: BaseException | None = None

    def run(self) -> None:
        """Do the work; a fault is kept for whoever waits."""
        try:
            for number, what in enumerate(self._chance.choices([*_MIX], [*_MIX.values()], k=self._acts)):
                time.sleep(self._chance.uniform(*_THINK))
                self._do(what, number)
        except BaseException as failure:
            self.failure = failure
        finally:
            self._connection.close()

    def _do(self, what: str, number: int) -> None:
        pages: dict[str, Callable[[], str]] = {
            "register": lambda: reverse("register") + self._chance.choice(_FILTERS),
            "commitment": lambda: reverse("commitment", args=[self._chance.choice(self._commitments)]),
            "my work": lambda: reverse("my_work"),
            "search": lambda: reverse("search") + "?q=plan+kamer",
        }
        if what in pages:
            self._look(pages[what]())
        else:
            self._write(what, number)

    def _look(self, path: str) -> str:
        status, body, took = self._ask("GET", path)
        if status != http.client.OK:
            raise RuntimeError(f"{path} was answered with {status}")
        self.answered.pages.append(took)
        return body

    def _write(self, what: str, number: int) -> None:
        key = self._chance.choice(self._commitments)
        page: Any = html.document_fromstring(self._look(reverse("commitment", args=[key])))
        address = reverse(
            {"note": "add_note", "deadline": "move_due", "state": "change_state"}[what], args=[key]
        )
        form = next((form for form in page.forms if form.get("action") == address), None)
        if form is None:
            raise RuntimeError(f"the page of commitment {key} has no form to {address}")
        typed = dict(form.form_values()) | self._typed(what, number, form)
        status, _, took = self._ask("POST", address, urlencode(typed))
        if status == http.client.FOUND:
            self.answered.writes.append(took)
            self.answered.done[what] += 1
            if what == "note":
                self.answered.notes.append(typed["text_nl"])
        elif status in (http.client.CONFLICT, http.client.UNPROCESSABLE_ENTITY):
            self.answered.refused += 1  # told what changed, with what was typed
        else:
            raise RuntimeError(f"{address} was answered with {status}")

    def _typed(self, what: str, number: int, form: html.FormElement) -> dict[str, str]:
        if what == "note":
            return {"text_nl": f"{self.name} was hier, keer {number}, van {self._acts}."}
        if what == "deadline":
            due = date(2030, 1, 1) + timedelta(days=self._chance.randrange(3000))
            return {"due_earliest": "", "due_latest": due.isoformat(), "reason": "De Kamer vroeg om uitstel."}
        offered = form.xpath(".//input[@name='state']/@value")
        # Not lapsed: the page of what has lapsed has no deadline to move, whoever comes there next.
        may = [state for state in (State.IN_PROGRESS, State.OPEN) if state in offered]
        return {"state": self._chance.choice(may), "reason": "Besproken in het overleg."}

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, float]:
        """(status, text, seconds until all of it was there)."""
        headers = {"Cookie": self._cookies}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": _TOKEN}
        began = time.perf_counter()
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read()
        return answer.status, text.decode(), time.perf_counter() - began


def rows() -> Iterator[Row]:
    """Pages and writes with ten people at once, beside those of one person alone on the same server.

    Raises RuntimeError when an answer was wrong, or when anything that was answered with success is lost.
    """
    size = f"{Commitment.objects.count():,} commitments"
    commitments = list(
        Commitment.objects.filter(state__in=[State.OPEN, State.IN_PROGRESS])
        .order_by("-pk")
        .values_list("pk", flat=True)[:_SHARED]
    )
    with server() as address:
        _at_work(address, commitments, people=2, acts=10)  # warms up
        alone = _at_work(address, commitments, people=1, acts=_ACTS)
        together = _at_work(address, commitments, people=_PEOPLE, acts=_ACTS)
    lost = f"{sum(together.done.values())} writes, none lost, {together.refused} told what changed"
    thinking = f"{_THINK[0]} to {_THINK[1]} s to think"
    for name, share in (("p50", median), ("p95", _p95)):
        yield Row(
            f"ten people at work at once, {thinking}: a page, {name} ({size}; {lost})",
            share(together.pages),
            f"one person alone, {name}",
            share(alone.pages),
        )
        yield Row(
            f"ten people at work at once, {thinking}: a write, {name}",
            share(together.writes),
            f"one person alone, {name}",
            share(alone.writes),
        )


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20, method="inclusive")[-1]


def _at_work(address: str, commitments: list[int], *, people: int, acts: int) -> Answered:
    colleagues = [
        _Colleague(address, new_person(), commitments, acts, seed=number) for number in range(people)
    ]
    for colleague in colleagues:
        colleague.start()
    together = Answered()
    for colleague in colleagues:
        colleague.join()
        if colleague.failure:
            raise colleague.failure
        answered = colleague.answered
        together.pages += answered.pages
        together.writes += answered.writes
        together.notes += answered.notes
        together.done += answered.done
        together.refused += answered.refused
    _see_nothing_lost([colleague.name for colleague in colleagues], together)
    return together


def _see_nothing_lost(names: list[str], answered: Answered) -> None:
    """Raise RuntimeError unless each write answered with success is stored, with its audit event."""
    stored = Counter(ProgressNote.objects.filter(author__name__in=names).values_list("text_nl", flat=True))
    if missing := Counter(answered.notes) - stored:
        raise RuntimeError(f"{missing.total()} notes were lost")
    changed = _changes_of_state(names)
    if changed != answered.done["state"]:
        raise RuntimeError(f"{answered.done['state']} states were changed, {changed} are stored")
    moved = DueMove.objects.filter(by__name__in=names).count()
    if moved != answered.done["deadline"]:
        raise RuntimeError(f"{answered.done['deadline']} deadlines were moved, {moved} are stored")
    kept: Counter[str] = Counter(
        AuditEvent.objects.filter(person__name__in=names, result=AuditEvent.Result.DONE).values_list(
            "action", flat=True
        )
    )
    actions = {"note": "commitment.note", "deadline": "commitment.move_due", "state": "commitment.state"}
    for what, action in actions.items():
        if kept[action] != answered.done[what]:
            raise RuntimeError(
                f"{answered.done[what]} times {action} was done, {kept[action]} are in the trail"
            )


def _changes_of_state(names: list[str]) -> int:
    """How often these people brought a commitment into another state, by its history."""
    people = set(Person.objects.filter(name__in=names).values_list("pk", flat=True))
    versions: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
    touched = versions.objects.filter(recorded_by__in=people).order_by().values("pgh_obj_id")
    rows = versions.objects.filter(pgh_obj_id__in=touched).order_by("pgh_obj_id", "pgh_id")
    history = list(rows.values_list("pgh_obj_id", "state", "recorded_by"))
    return sum(
        by in people and (key, state) != (before, old)
        for (before, old, _), (key, state, by) in pairwise(history)
    )


def new_person() -> Person:
    """Another colleague, who may see everything."""
    number = secrets.token_hex(4)  # several threads make theirs at once
    person = Person.objects.create(email=f"bench{number}@example.org", name=f"Collega {number}", password="!")  # noqa: S106
    RoleAssignment.objects.create(person=person, role=Role.COORDINATOR)
    return person


def session_of(person: Person) -> str:
    """The key of a session in which this person is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = _BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


@contextmanager
def server() -> Iterator[str]:
    """The address of ``praktijk serve``, as it runs in a ministry, on the database of the bench."""
    serving = subprocess.Popen(
        [Path(sys.executable).with_name("praktijk"), "serve", "--port", "0"],
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    with serving:
        assert serving.stdout is not None
        try:
            found = next(
                filter(None, (re.search(r"http://127\.0\.0\.1:\d+", line) for line in serving.stdout))
            )
            yield found[0]
        finally:
            serving.send_signal(signal.SIGTERM)
            serving.communicate(timeout=60)
