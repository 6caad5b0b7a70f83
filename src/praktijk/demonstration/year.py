# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people did with the promises of the made-up letter, day by day, by the actions that people use."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from praktijk.access.models import Person
from praktijk.demonstration.letters import add_document
from praktijk.demonstration.material import moment, text
from praktijk.recommendations import actions
from praktijk.recommendations.assigning.handing_over import hand_over
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.bulk.asking import ask_for_update
from praktijk.recommendations.chain.answering import answer_promise
from praktijk.recommendations.chain.splitting import Part, split_commitment
from praktijk.recommendations.conversation.actions import add_comment
from praktijk.recommendations.models import Commitment
from praktijk.sources import actions as sources
from praktijk.sources.models import Document

Event = dict[str, Any]


class Year:
    """The events of the made-up promises; `people` by e-mail address, `commitments` by key.

    `told` is the file of the year, with the later letter in it. Days that lie ahead have not happened.
    """

    def __init__(self, people: dict[str, Person], commitments: dict[str, Commitment], told: Event) -> None:
        self._people = people
        self._commitments = commitments
        self._told = told
        self._letter: Document | None = None

    def live(self, events: list[Event]) -> None:
        """Do all of it, each on its day. Raises KeyError for a kind of event that there is not."""
        kinds: dict[str, Callable[[Event, Person, datetime], object]] = {
            "note": self._note,
            "state": self._state,
            "move": self._move,
            "assign": self._assign,
            "split": self._split,
            "hand_over": self._hand_over,
            "answer": self._answer,
            "comment": self._comment,
            "ask": self._ask,
        }
        for event in sorted(events, key=lambda event: event["on"]):
            on = date.fromisoformat(event["on"])
            if on <= timezone.localdate():
                kinds[event["kind"]](event, self._people[event["by"]], moment(on))

    def _of(self, event: Event) -> Commitment:
        return Commitment.objects.get(pk=self._commitments[event["commitment"]].pk)

    def _note(self, event: Event, by: Person, now: datetime) -> None:
        actions.add_note(
            by=by,
            commitment=self._of(event),
            on=timezone.localdate(now),
            text_nl=event["text_nl"],
            text_en=event["text_en"],
            evidence_title=event.get("evidence_title_nl", ""),
            evidence_address=event.get("evidence_address", ""),
            publish=True,
            now=now,
        )

    def _state(self, event: Event, by: Person, now: datetime) -> None:
        actions.change_state(
            by=by,
            commitment=self._of(event),
            state=event["state"],
            reason=event.get("reason_nl", ""),
            now=now,
        )

    def _move(self, event: Event, by: Person, now: datetime) -> None:
        actions.move_due(
            by=by, commitment=self._of(event), reason=event["reason_nl"], now=now, **_term(event)
        )

    def _assign(self, event: Event, by: Person, now: datetime) -> None:
        owner, deputy, verifier = (self._people[event[seat]] for seat in Seat)
        actions.assign(
            by=by,
            commitment=self._of(event),
            owner=owner,
            deputy=deputy,
            verifier=verifier,
            now=now,
        )

    def _split(self, event: Event, by: Person, now: datetime) -> None:
        commitment = self._of(event)
        parts = [
            Part(
                title_nl=part["title_nl"],
                title_en=part["title_en"],
                unit=commitment.unit,
                owner=self._people[part["owner"]],
                due_earliest=commitment.due_earliest,
                due_latest=commitment.due_latest,
                due_words_nl=commitment.due_words_nl,
                due_words_en=commitment.due_words_en,
            )
            for part in event["parts"]
        ]
        made = split_commitment(by=by, commitment=commitment, parts=parts, reason=event["reason_nl"], now=now)
        self._commitments |= {part["key"]: one for part, one in zip(event["parts"], made, strict=True)}

    def _hand_over(self, event: Event, by: Person, now: datetime) -> None:
        successor = self._people[event["to"]]
        hand_over(
            by=by,
            leaving=self._people[event["leaving"]],
            successors={Seat.OWNER: successor, Seat.DEPUTY: successor},
            note=event["note_nl"],
            now=now,
        )

    def _answer(self, event: Event, by: Person, now: datetime) -> None:
        letter = self._later_letter()
        values = _term(event) | {
            "title_nl": event.get("title_nl", ""),
            "title_en": event.get("title_en", ""),
            "passage": sources.passage(letter, event["start"], event["end"]),
            "level": letter.level,
        }
        answer = answer_promise(
            by=by, commitment=self._of(event), kind=event["answer"], document=letter, values=values, now=now
        )
        if answer.later is not None:
            self._commitments[event["key"]] = answer.later

    def _later_letter(self) -> Document:
        if self._letter is None:
            named = self._told["document"]
            self._letter = add_document(named, self._told["sections"], [], text=text(named["file"]))
        return self._letter

    def _comment(self, event: Event, by: Person, now: datetime) -> None:
        add_comment(by=by, commitment=self._of(event), text=event["text_nl"], now=now)

    def _ask(self, event: Event, by: Person, now: datetime) -> None:
        ask_for_update(by=by, commitment=self._of(event), words=event["words_nl"], now=now)


def _term(event: Event) -> dict[str, Any]:
    """The window that an event names, as fields of a commitment."""
    days = {
        name: date.fromisoformat(event[name]) if name in event else None
        for name in ("due_earliest", "due_latest")
    }
    return days | {name: event.get(name, "") for name in ("due_words_nl", "due_words_en")}
