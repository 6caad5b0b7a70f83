# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes about rounds of choice: begun, changed, weighed, worked out, decided and confirmed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from praktijk.access.acting import Actor, acting, hold
from praktijk.access.models import Person
from praktijk.access.publication import Level
from praktijk.access.roles import Permission
from praktijk.focus import rules
from praktijk.focus.assembling import assemble, every_country
from praktijk.focus.engine.errors import InvalidRound
from praktijk.focus.messages import in_words
from praktijk.focus.models import Chosen, Decision, Round, Run, Weighing
from praktijk.focus.rounds.definition import Definition
from praktijk.focus.rounds.taking import read_again, read_frozen
from praktijk.focus.rounds.writing import about_criteria, as_mapping, digest_of
from praktijk.focus.wording import is_illustrative, titles_in
from praktijk.focus.working_out import checked, tree_of
from praktijk.indicators.models import Series
from praktijk.recommendations.versions import refuse_when_changed

_CHOOSE = Permission.CHOOSE_COUNTRIES


def add_round(
    *,
    by: Actor,
    definition: Definition,
    restricted_to: Sequence[int] = (),
    illustrative: bool = False,
    now: datetime | None = None,
) -> Round:
    """Keep a new round. Its numbers stay where they are until it is worked out, unless the file held them."""
    made = Round(
        title=definition.title,
        year=definition.year,
        definition=as_mapping(definition),
        author=by if isinstance(by, Person) else None,
        level=Level.RESTRICTED if restricted_to else Level.INTERNAL,
        restricted_to=list(restricted_to),
        illustrative=illustrative,
    )
    with acting("focus.add", by=by, needs=_CHOOSE, on=made, now=now) as act:
        _refuse_restricted(made, definition, by)
        _see_weights(definition)
        made.illustrative = illustrative or _uses_made_up(definition)
        made.full_clean(exclude={"author"})
        made.save()
        act.record = made
    return made


def change_round(
    *, by: Actor, round_: Round, definition: Definition, seen: int | None = None, now: datetime | None = None
) -> Round:
    """Put another definition in the place of that of a round.

    Raises ValidationError once a decision on it is confirmed, and ChangedSince; see `versions`.
    """
    with acting("focus.change", by=by, needs=_CHOOSE, on=round_, now=now) as act:
        held = hold(round_, act, by=by, needs=_CHOOSE)
        refuse_when_changed(held, seen=seen, by=by)
        _refuse_when_confirmed(held)
        _refuse_restricted(held, definition, by)
        _see_weights(definition)
        held.title, held.year, held.definition = definition.title, definition.year, as_mapping(definition)
        held.full_clean(exclude={"author"})
        held.save()
        act.record = held
    return held


def _refuse_when_confirmed(round_: Round) -> None:
    if Decision.objects.filter(round=round_, confirmed_at__isnull=False).exists():
        raise ValidationError(
            _("The decision on this round is confirmed; it stays as it was. Begin a new round to change it.")
        )


def _see_weights(definition: Definition) -> None:
    """Raises ValidationError where weights exclude each other."""
    from praktijk.focus.engine import trees

    faults = trees.faults(tree_of(definition))
    for opinion in definition.people.values():
        faults += trees.faults(tree_of(definition, opinion))
    if faults:
        raise ValidationError(in_words(faults, titles_in(definition)))


def _uses_made_up(definition: Definition) -> bool:
    keys = [one.series for one in definition.measures() if one.series]
    return is_illustrative(definition) or Series.objects.filter(key__in=keys, illustrative=True).exists()


def _refuse_restricted(round_: Round, definition: Definition, by: Any) -> None:
    """A round shows the values of its series to whoever may see the round: so these may be no fewer.

    Of a series that this person may not see nothing is told; it is not there for them.
    """
    keys = [one.series for one in definition.measures() if one.series]
    series_seen = Series.objects.visible_to(by) if isinstance(by, Person) else Series.objects.all()
    for series in series_seen.filter(key__in=keys, level=Level.RESTRICTED):
        within = round_.level == Level.RESTRICTED and set(round_.restricted_to) <= set(series.restricted_to)
        if not within:
            raise ValidationError(
                _("The series “%(key)s” is kept to some units: only a round for them alone can use it.")
                % {"key": series.key}
            )


def weigh(*, by: Person, round_: Round, said: Mapping[str, Any], now: datetime | None = None) -> Weighing:
    """Keep how this person weighs the criteria of a round, in the place of what they said before.

    Raises ValidationError with what is wrong, when the weights exclude each other among other things.
    """
    with acting("focus.weigh", by=by, needs=_CHOOSE, on=round_, now=now) as act:
        held = hold(round_, act, by=by, needs=_CHOOSE)
        _refuse_when_confirmed(held)
        checked_weights(held, {by.name: said})
        made, _created = Weighing.objects.update_or_create(
            round=held, person=by, defaults={"said": dict(said), "at": now or timezone.now()}
        )
        act.record = held
    return made


def checked_weights(round_: Round, people: Mapping[str, Mapping[str, Any]]) -> Definition:
    """The round with the weights of these people. Raises ValidationError where they exclude each other."""
    from praktijk.focus.engine import trees

    try:
        definition = read_again({**round_.definition, "people": dict(people)})
        for opinion in definition.people.values():
            trees.checked(tree_of(definition, opinion))
    except InvalidRound as refused:
        raise ValidationError(in_words(refused.faults, titles_of(round_))) from refused
    return definition


def titles_of(round_: Round) -> dict[str, str]:
    """The titles of the criteria of a round, by key; none for one that cannot be read."""
    try:
        return titles_in(read_again(round_.definition))
    except InvalidRound:
        return {}


def start_run(*, by: Person, round_: Round, now: datetime | None = None) -> Run:
    """Freeze what goes in, and have it worked out in the background.

    Raises ValidationError with all that is missing or wrong; then nothing is kept.
    """
    run = add_run(by=by, round_=round_, now=now)

    def defer() -> None:
        from praktijk.focus.running import work_out_run

        work_out_run.defer(run=run.pk)

    transaction.on_commit(defer)
    return run


def add_run(*, by: Person, round_: Round, now: datetime | None = None) -> Run:
    """Freeze what goes in: the round, the weights of each person, the numbers and their vintages.

    Raises ValidationError with all that is missing or wrong; then nothing is kept.
    """
    with acting("focus.run", by=by, needs=_CHOOSE, on=round_, now=now) as act:
        held = hold(round_, act, by=by, needs=_CHOOSE)
        _refuse_when_confirmed(held)
        definition = complete(held, reader=by)
        frozen = as_mapping(definition)
        last = Run.objects.filter(round=held).aggregate(last=Max("number"))["last"] or 0
        run = Run.objects.create(
            round=held,
            number=last + 1,
            at=now or timezone.now(),
            by=by,
            definition=frozen,
            digest=digest_of(frozen),
        )
        act.record = held
        act.details = {"run": run.number, "digest": run.digest}
    return run


def complete(round_: Round, *, reader: Any) -> Definition:
    """The round with the weights that people gave and the numbers that this reader may see.

    Raises ValidationError with all that is missing or wrong.
    """
    mapping = dict(round_.definition)
    people: dict[str, Any] = {}
    for one in round_.weighings.select_related("person"):
        name = one.person.name
        if name in people or name in mapping.get("people", {}):
            name = f"{name} ({one.person.email})"
        people[name] = one.said
    if people:
        mapping = about_criteria({**mapping, "people": {**mapping.get("people", {}), **people}})
    try:
        definition = read_again(mapping)
        _refuse_restricted(round_, definition, reader)
        filled = checked(assemble(definition, reader=reader), every_country())
        # As it will be read again: what a file cannot hold is found now, not years later.
        return read_frozen(as_mapping(filled))
    except InvalidRound as refused:
        raise ValidationError(in_words(refused.faults, titles_of(round_))) from refused


def propose(
    *,
    by: Actor,
    run: Run,
    wishes: Sequence[rules.Wish],
    reason: str = "",
    illustrative: bool = False,
    seen: int | None = None,
    now: datetime | None = None,
) -> Decision:
    """Propose which countries to choose, out of a run that was worked out; in the place of an earlier
    proposal.

    `seen` is the version of the proposal that was looked at. Raises ValidationError with all that is missing,
    once the decision is confirmed, and ChangedSince when another proposed meanwhile.
    """
    moment = now or timezone.now()
    with acting("focus.propose", by=by, needs=_CHOOSE, on=run.round, now=now) as act:
        held = hold(run.round, act, by=by, needs=_CHOOSE)
        _refuse_when_confirmed(held)
        if run.state != Run.State.DONE or run.result is None:
            raise ValidationError(_("This was not worked out yet."))
        rows = {row["country"]: row for row in run.result["ranking"]}
        definition = read_frozen(run.definition)
        before = Decision.objects.select_for_update(of=("self",)).filter(round=held).first()
        if before is not None:
            refuse_when_changed(before, seen=seen, by=by)
        missing = list(
            rules.faults(
                wishes,
                proposed={code: row["proposed"] for code, row in rows.items()},
                current=frozenset(definition.current),
                how_many=definition.choice.how_many,
                themes=definition.choice.themes,
                today=timezone.localdate(moment),
            )
        )
        if missing:
            raise ValidationError(in_words(missing))
        decision, _created = Decision.objects.update_or_create(
            round=held,
            defaults={
                "run": run,
                "reason": reason.strip(),
                "proposed_by": by if isinstance(by, Person) else None,
                "proposed_at": moment,
                "level": held.level,
                "restricted_to": held.restricted_to,
                "illustrative": illustrative or held.illustrative or is_illustrative(definition),
            },
        )
        decision.countries.all().delete()
        Chosen.objects.bulk_create(_chosen(decision, wish, rows.get(wish.country)) for wish in wishes)
        act.record = decision
        act.details = {"run": run.number, "chosen": sorted(one.country for one in wishes if one.chosen)}
    return decision


def _chosen(decision: Decision, wish: rules.Wish, row: Mapping[str, Any] | None) -> Chosen:
    standing = row["standing"] if row else Chosen.Suggested.NEVER
    return Chosen(
        decision=decision,
        country=wish.country,
        suggested=bool(row and row["proposed"]),
        standing=Chosen.Suggested.NEVER if standing == "vetoed" else standing,
        chosen=wish.chosen,
        reason=wish.reason,
        leaves_on=wish.leaves_on,
        running=wish.running,
        themes=list(wish.themes),
        other_theme=wish.other_theme,
        other_reason=wish.other_reason,
    )


def confirm(
    *, by: Actor, decision: Decision, seen: int | None = None, now: datetime | None = None
) -> Decision:
    """Confirm a decision, which freezes it.

    `seen` is the version that was looked at. Raises ValidationError for the person who proposed it, and
    ChangedSince when the proposal is another by now.
    """
    with acting("focus.confirm", by=by, needs=Permission.CONFIRM_CHOICE, on=decision, now=now) as act:
        # The round first, as those do who propose and change: so that nobody waits for the other in a circle.
        Round.objects.select_for_update(of=("self",)).get(pk=decision.round_id)
        held = hold(decision, act, by=by, needs=Permission.CONFIRM_CHOICE)
        if held.confirmed:
            raise ValidationError(_("This decision is confirmed already."))
        refuse_when_changed(held, seen=seen, by=by)
        if not isinstance(by, Person) or held.proposed_by_id == by.pk:
            raise ValidationError(_("A second person confirms: whoever proposed it cannot."))
        held.confirmed_by, held.confirmed_at = by, now or timezone.now()
        held.save()
        act.record = held
    return held
