# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of letters in review. The number of queries does not grow with letter or proposals."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import cached_property

from praktijk.access.models import Person, Unit
from praktijk.recommendations.intake import rules
from praktijk.recommendations.intake.models import Decision, LetterProposal, LetterReading
from praktijk.recommendations.intake.rules import Choice, Kind, Status
from praktijk.recommendations.intake.sameness import same_letters
from praktijk.recommendations.intake.splitting import split_places
from praktijk.recommendations.models import Commitment, Recommendation
from praktijk.recommendations.sourced import quoting, see_sources
from praktijk.reference.models import Theme
from praktijk.sources.layout import readable
from praktijk.sources.models import Section

#: Which proposals a page lists.
SHOWS = ("todo", "unsure", "done", "all")
#: The orders of the list of letters in review.
READING_SORTS = {"newest": ["-read_at"], "oldest": ["read_at"], "left": ["-left", "-read_at"]}


def readings(user: Any, sort: str = "newest") -> QuerySet[LetterReading]:
    """The letters that the user may review, each with `total`, `decided` and `waiting`.

    `waiting` counts what was accepted and is not in the register yet. `sort` is one of `READING_SORTS`;
    anything else is the newest first.
    """
    there = ~Q(proposals__status__in=rules.GONE)
    return (
        LetterReading.objects.visible_to(user)
        .select_related("document", "read_by")
        .defer("document__text")
        .annotate(
            total=Count("proposals", filter=there),
            decided=Count("proposals", filter=there & ~Q(proposals__status=Status.OPEN)),
            waiting=Count("proposals", filter=Q(proposals__status=Status.ACCEPTED)),
        )
        .annotate(left=F("total") - F("decided"))
        .order_by(*READING_SORTS.get(sort, READING_SORTS["newest"]), "-pk")
    )


class Review:
    """One letter in review: its proposals in the order of the letter, and what is known about each."""

    def __init__(self, reading: LetterReading, user: Person) -> None:
        self.reading = reading
        self.user = user
        self.text = reading.document.text
        everything = list(
            LetterProposal.objects.filter(reading=reading)
            .select_related("theme", "unit", "recommendation", "commitment")
            .order_by("start", "end", "pk")
        )
        self._by_pk = {proposal.pk: proposal for proposal in everything}
        self.proposals = [one for one in everything if one.status not in rules.GONE]
        for proposal in self.proposals:
            proposal.reading = reading

    def proposal(self, pk: int | None) -> LetterProposal | None:
        """The proposal with this key, if it is still there."""
        found = self._by_pk.get(pk or 0)
        return None if found is None or found.status in rules.GONE else found

    def head(self, pk: int | None) -> LetterProposal | None:
        """The proposal in which this one lives on, if it is still there."""
        seen: set[int] = set()
        found = self._by_pk.get(pk or 0)
        while found is not None and found.joined_into_id and found.pk not in seen:
            seen.add(found.pk)
            found = self._by_pk.get(found.joined_into_id)
        return None if found is None or found.status in rules.GONE else found

    def shown(self, show: str) -> list[LetterProposal]:
        """The proposals that a page lists; see SHOWS."""
        match show:
            case "todo":
                return [one for one in self.proposals if one.status == Status.OPEN]
            case "unsure":
                return [one for one in self.proposals if one.status == Status.OPEN and not one.is_sure]
            case "done":
                return [one for one in self.proposals if one.status != Status.OPEN]
            case _:
                return self.proposals

    @property
    def sure(self) -> list[LetterProposal]:
        """What "accept all that are sure" lists: the reader is sure, and it is not in the register yet."""
        return [one for one in self.shown("todo") if one.is_sure and one.pk not in self.twins]

    @property
    def known(self) -> list[LetterProposal]:
        """What is to be decided on and is in the register already, by a record on the same words."""
        return [one for one in self.shown("todo") if one.pk in self.twins]

    @property
    def accepted(self) -> list[LetterProposal]:
        """What waits for the register."""
        return [one for one in self.proposals if one.status == Status.ACCEPTED]

    @property
    def left(self) -> int:
        """How many are to be decided on."""
        return sum(one.status == Status.OPEN for one in self.proposals)

    @property
    def decided(self) -> int:
        """How many have been decided on."""
        return len(self.proposals) - self.left

    def after(self, pk: int, show: str) -> LetterProposal | None:
        """The next one to decide on after this one, within what the page lists."""
        wanted = "unsure" if show == "unsure" else "todo"
        waiting = {one.pk for one in self.shown(wanted)}
        return self.proposal(rules.next_after([one.pk for one in self.proposals], waiting, pk))

    def joinable(self, proposal: LetterProposal) -> list[LetterProposal]:
        """Proposals of the same kind that can be joined into this one, the nearest in the letter first."""
        others = [
            one
            for one in self.proposals
            if one.kind == proposal.kind and one.pk != proposal.pk and Status(one.status) in rules.UNDECIDED
        ]
        return sorted(others, key=lambda one: abs(one.start - proposal.start))

    def split_places(self, proposal: LetterProposal) -> list[tuple[int, str]]:
        """Where a second proposal may begin in this one, each with the words that it would begin with."""
        places = split_places(self.text, proposal.start, proposal.end, self.reading.document.language)
        return [(at, readable(self.text[at : proposal.end])) for at in places]

    @cached_property
    def twins(self) -> dict[int, Recommendation | Commitment]:
        """For each proposal about the same words as a record that is in the register already: that one."""
        found: dict[int, Recommendation | Commitment] = {}
        own = {Kind.RECOMMENDATION: "recommendation_id", Kind.COMMITMENT: "commitment_id"}
        for kind, model in ((Kind.RECOMMENDATION, Recommendation), (Kind.COMMITMENT, Commitment)):
            made = {getattr(one, own[kind]) for one in self.proposals}
            records = model.objects.visible_to(self.user).filter(
                document=self.reading.document_id, passage__isnull=False
            )
            known = [
                ((record.passage.start, record.passage.end), record)
                for record in records.select_related("passage")
                if record.pk not in made
            ]
            spans = {one.pk: (one.start, one.end) for one in self.proposals if one.kind == kind}
            found.update(self._from_another_file(kind, model))
            found.update(rules.alike(spans, known))
        return found

    def _from_another_file(
        self, kind: Kind, model: type[Recommendation] | type[Commitment]
    ) -> dict[int, Recommendation | Commitment]:
        """For each proposal in the words of a record from the same letter in another file: that one."""
        if not self.same_letters:
            return {}
        records = model.objects.visible_to(self.user).filter(
            document__in=self.same_letters, passage__isnull=False
        )
        known = {rules.even(record.passage_words): record for record in quoting(records, "passage")}
        spoken = {one.pk: rules.even(one.quote(self.text)) for one in self.proposals if one.kind == kind}
        return {key: known[words] for key, words in spoken.items() if words and words in known}

    @cached_property
    def same_letters(self) -> list[int]:
        """The keys of documents that are this letter in another file."""
        return same_letters(
            text_sketch=self.reading.sketch,
            identifier=self.reading.document.identifier,
            but=self.reading.document_id,
        )

    @cached_property
    def answered(self) -> dict[int, Commitment]:
        """For each proposal that answers an earlier promise: that one, if the person may see it."""
        wanted = {one.pk: one.answers_id for one in self.proposals if one.answers_id}
        if not wanted:
            return {}
        seen = Commitment.objects.visible_to(self.user).filter(pk__in=wanted.values())
        promises = {one.pk: one for one in seen.select_related("theme", "unit")}
        see_sources(promises.values(), self.user)
        return {key: promises[promise] for key, promise in wanted.items() if promise in promises}

    @cached_property
    def sections(self) -> list[Section]:
        """The headings of the letter, in its order."""
        return list(self.reading.document.sections.all())

    def section(self, proposal: LetterProposal) -> Section | None:
        """The section in which a proposal stands."""
        at = bisect_right(self._section_starts, proposal.start)
        return self.sections[at - 1] if at else None

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]

    @cached_property
    def themes(self) -> list[Theme]:
        """The themes to choose from."""
        return list(Theme.objects.all())

    @cached_property
    def units(self) -> list[Unit]:
        """The units to choose from."""
        return list(Unit.objects.all())

    @cached_property
    def decisions(self) -> list[Decision]:
        """What was decided on this letter and not taken back, newest first."""
        return list(self.reading.decisions.filter(undone_at=None).defer("before"))

    @cached_property
    def undoable(self) -> Decision | None:
        """The decision that undo would take back."""
        entered = [one.pk for one in self._by_pk.values() if one.status == Status.ENTERED]
        pk = rules.undoable([(one.pk, one.touched) for one in self.decisions], entered)
        return next((one for one in self.decisions if one.pk == pk), None)

    def labels(self, keys: Sequence[int]) -> str:
        """The numbers of proposals, for people to read: "12, 13b"; the first few of many."""
        known = [self._by_pk[key].label for key in keys if key in self._by_pk]
        return ", ".join(known[:5]) + (" …" if len(known) > 5 else "")

    def suggested_theme(self, proposal: LetterProposal) -> int | None:
        """The theme to begin with: its own, else as `rules.suggested_theme` says."""
        if proposal.theme_id:
            return proposal.theme_id
        above = self.head(proposal.belongs_to_id)
        section = self.section(proposal)
        return rules.suggested_theme(
            of_recommendation=above.theme_id if above else None,
            same_section=self._theme_by_section.get(section.pk) if section else None,
            section=section.title if section else "",
            themes=self._theme_choices,
        )

    def suggested_unit(self, proposal: LetterProposal) -> int | None:
        """The unit to begin with: its own, else the one that the letter's words for the owner name."""
        return proposal.unit_id or rules.named(proposal.owner, self._unit_choices)

    @cached_property
    def _theme_choices(self) -> list[Choice]:
        return [Choice(theme.pk, (theme.name_nl, theme.name_en)) for theme in self.themes]

    @cached_property
    def _unit_choices(self) -> list[Choice]:
        return [Choice(unit.pk, (unit.code, unit.name_nl, unit.name_en)) for unit in self.units]

    @cached_property
    def _theme_by_section(self) -> dict[int, int]:
        """The theme last chosen in each section."""
        themes: dict[int, int] = {}
        for proposal in self._decided_newest_first:
            section = self.section(proposal)
            if section is not None and proposal.theme_id:
                themes.setdefault(section.pk, proposal.theme_id)
        return themes

    @cached_property
    def _decided_newest_first(self) -> list[LetterProposal]:
        keys = dict.fromkeys(key for decision in self.decisions for key in decision.touched)
        return [self._by_pk[key] for key in keys if key in self._by_pk]


def reading_for(user: Person, pk: int) -> QuerySet[LetterReading]:
    """The letter with this key, with its document, if the user may review it."""
    return LetterReading.objects.visible_to(user).filter(pk=pk).select_related("document")
