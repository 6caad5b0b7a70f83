# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the report says, apart from how it looks: one tree of plain values, in one language."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from praktijk.access.queries import Public
from praktijk.recommendations.chain.queries import REPLACES, SPLIT, Tie, ties
from praktijk.recommendations.models import PositionChoice, StateChoice
from praktijk.recommendations.queries import Entry, Filter, Register
from praktijk.recommendations.summary import register_in_a_sentence
from praktijk.recommendations.wording import window, window_before
from praktijk.sources.models import Document
from praktijk.web.dates import day


@dataclass(frozen=True)
class Evidence:
    """What shows a delivery: its name, and its address where it has one that can be opened."""

    title: str
    address: str


@dataclass(frozen=True)
class Note:
    """What happened on a day."""

    on: str
    text: str
    evidence: Evidence | None


@dataclass(frozen=True)
class Moved:
    """A deadline that moved on a day: what it was, and why."""

    on: str
    was: str
    reason: str


@dataclass(frozen=True)
class Source:
    """A document the report rests on, with its official page."""

    title: str
    identifier: str
    on: str
    address: str

    @property
    def name(self) -> str:
        """The identifier, else the title."""
        return self.identifier or self.title


@dataclass(frozen=True)
class Promise:
    """A commitment: what, who, when, where it stands, and why it is late (by `days_late`) where it is.

    `moved` are the deadlines that moved, newest first; `tied` says in words which promises it replaces, was
    replaced by, or was split from or into. `remark` is why it is late or lapsed, unless a move says so.
    """

    number: int
    title: str
    unit: str
    due: str
    state: str
    state_key: str
    days_late: int
    late: str
    why: str
    remark: str
    moved: list[Moved]
    tied: list[str]
    notes: list[Note]
    illustrative: bool

    @property
    def has_evidence(self) -> bool:
        """Whether any note carries something that shows the delivery."""
        return any(note.evidence for note in self.notes)


@dataclass(frozen=True)
class Advice:
    """A recommendation, the position taken on it, and what was promised. Number 0: promises alone."""

    number: int
    title: str
    position: str
    position_key: str
    reason: str
    promises: list[Promise]
    illustrative: bool
    source: Source | None


@dataclass
class ThemePart:
    """A theme with its recommendations."""

    name: str
    advices: list[Advice] = field(default_factory=list)


@dataclass(frozen=True)
class FollowUp:
    """The whole report. `words` holds the fixed texts of the form, in the language of the report.

    `late` repeats the promises that are overdue, the latest first; `states` counts promises by state.
    """

    language: str
    title: str
    subtitle: str
    lead: str
    as_known_on: str
    made_on: str
    themes: list[ThemePart]
    late: list[Promise]
    sources: list[Source]
    states: list[tuple[str, int]]
    illustrative: bool
    words: dict[str, str]

    def as_dict(self) -> dict[str, Any]:
        """The report as plain lists and dictionaries."""
        return asdict(self)


def follow_up(
    reader: Any, *, language: str, today: date, on: date | None = None, document: int | None = None
) -> FollowUp:
    """The report as `reader` may see it (for Parliament: `access.queries.Public()`).

    `language` is `nl` or `en`; with `on` the report is as known at the end of that day; `document` limits
    it to what one document promised. Reads a number of queries that does not grow with the register.
    """
    with override(language):
        register = Register(reader, Filter(document=(document,) if document else ()), today=today, on=on)
        entries = register.entries()
        states = register.counts("state")
        sources = _sources(register)
        themes = _themes(entries, sources, _ties(entries, register))
        promises = [promise for theme in themes for advice in theme.advices for promise in advice.promises]
        return FollowUp(
            language=language,
            title=_("State of follow-up"),
            subtitle=_("What was recommended and promised on human rights, and where it stands"),
            lead=register_in_a_sentence(register.totals, published=isinstance(reader, Public)),
            as_known_on=day(register.day),
            made_on=day(timezone.localdate()),
            themes=themes,
            late=sorted((one for one in promises if one.days_late), key=lambda one: -one.days_late),
            sources=list(sources.values()),
            states=[(str(label), states[value]) for value, label in StateChoice.choices if value in states],
            illustrative=any(_illustrative(entry) for entry in entries),
            words=_fixed_words(published=isinstance(reader, Public)),
        )


def _ties(entries: list[Entry], register: Register) -> dict[int, list[Tie]]:
    return ties((commitment for entry in entries for commitment in entry.commitments), register)


def _themes(entries: list[Entry], sources: dict[int, Source], tied: dict[int, list[Tie]]) -> list[ThemePart]:
    parts: list[ThemePart] = []
    for entry in entries:
        name = entry.theme.name if entry.theme else _("Without a theme")
        if not parts or parts[-1].name != name:
            parts.append(ThemePart(name))
        parts[-1].advices.append(_advice(entry, sources, tied))
    return parts


def _advice(entry: Entry, sources: dict[int, Source], tied: dict[int, list[Tie]]) -> Advice:
    promises = [_promise(commitment, tied.get(commitment.id, [])) for commitment in entry.commitments]
    record = entry.recommendation
    if record is None:
        return Advice(
            number=0,
            title=_("Promised without a recommendation"),
            position="",
            position_key="",
            reason="",
            promises=promises,
            illustrative=_illustrative(entry),
            source=sources.get(entry.commitments[0].document_id),
        )
    return Advice(
        number=record.number,
        title=record.title,
        position=str(PositionChoice(record.position).label) if record.position else _("no position found"),
        position_key=record.position,
        reason=record.reason,
        promises=promises,
        illustrative=record.illustrative,
        source=sources.get(record.document_id),
    )


def _promise(commitment: Any, tied: list[Tie]) -> Promise:
    why = _why(commitment)
    return Promise(
        number=commitment.number,
        title=commitment.title,
        unit=_unit(commitment),
        due=window(commitment),
        state=str(StateChoice(commitment.state).label),
        state_key=commitment.state,
        days_late=commitment.late,
        late=_late(commitment.late),
        why=why,
        remark="" if why in {move.reason for move in commitment.moves_then} else why,
        moved=[Moved(day(move.on), window_before(move), move.reason) for move in commitment.moves_then],
        tied=[_tied(tie) for tie in tied],
        notes=[
            Note(
                day(note.on),
                note.text,
                Evidence(note.evidence_title or note.evidence_address, note.evidence_address)
                if note.has_evidence
                else None,
            )
            for note in commitment.notes_then
        ],
        illustrative=commitment.illustrative,
    )


def _tied(tie: Tie) -> str:
    """A tie in words: "Replaced by: 4. A new plan"."""
    words: dict[tuple[str, bool], str] = {
        (REPLACES, True): _("Replaced by: %(promise)s"),
        (REPLACES, False): _("Replaces: %(promise)s"),
        (SPLIT, True): _("A part of it became a promise of its own: %(promise)s"),
        (SPLIT, False): _("Split off from: %(promise)s"),
    }
    return words[tie.kind, tie.came_after] % {"promise": f"{tie.other.number}. {tie.other.title}"}


def _late(days: int) -> str:
    if not days:
        return ""
    return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}


def _unit(commitment: Any) -> str:
    if commitment.unit is None:
        return _("not yet assigned")
    name: str = commitment.unit.name
    return _("%(unit)s (assumed)") % {"unit": name} if commitment.unit_assumed else name


def _why(commitment: Any) -> str:
    """Why it is late, or lapsed: as recorded, or that nothing was recorded."""
    if commitment.state_reason:
        return str(commitment.state_reason)
    if not commitment.late:
        return ""
    if commitment.moves_then:
        return str(commitment.moves_then[0].reason)
    return _("No reason has been recorded.")


def _illustrative(entry: Entry) -> bool:
    return bool(entry.recommendation and entry.recommendation.illustrative) or any(
        commitment.illustrative for commitment in entry.commitments
    )


def _sources(register: Register) -> dict[int, Source]:
    """The documents that what is shown stands in, by key, as far as they may be shown themselves."""
    used = register.recommendations().order_by().values("document_id")
    promised = register.commitments().order_by().values("document_id")
    return {
        document.pk: Source(
            title=document.title,
            identifier=document.identifier,
            on=day(document.published_on),
            address=document.official_address,
        )
        for document in Document.objects.visible_to(register.user)
        .filter(pk__in=used.union(promised))
        .defer("text")
        .order_by("published_on", "pk")
    }


def _fixed_words(*, published: bool) -> dict[str, str]:
    return {
        "as_known_on": _("As known on"),
        "made_on": _("Made on"),
        "position": _("Position"),
        "reason": _("Reason"),
        "promised": _("Promised"),
        "unit": _("Unit"),
        "due": _("Due"),
        "state": _("State"),
        "evidence": _("What shows it"),
        "no_evidence": _("No evidence has been published.")
        if published
        else _("No evidence has been recorded."),
        "no_promises": _("Nothing was promised with this recommendation."),
        "why": _("Why"),
        "moved": _("Deadline moved on"),
        "was": _("it was"),
        "number": _("No."),
        "commitments": _("Commitments"),
        "sources": _("Sources"),
        "source": _("Source"),
        "late": _("What is overdue, and why"),
        "none_late": _("Nothing is overdue."),
        "states": _("Commitments by state"),
        "unprintable": _(
            "Signs that this file cannot show are printed as [?]. They stand in the HTML version."
        ),
        "page": _("page"),
        "illustrative": _("illustrative"),
        "illustrative_note": _(
            "What is marked “illustrative” is made up for the demonstration and says nothing about a real "
            "state."
        ),
        "empty": _("On this day nothing was in the register that may be published."),
        "how_to_read": _(
            "This report shows what the register held on the day named above. A commitment is late when its "
            "term has passed and nothing has been delivered. It is settled only when a second person has "
            "seen the document that shows the delivery. A unit is assumed where the document does not name "
            "it."
        ),
    }
