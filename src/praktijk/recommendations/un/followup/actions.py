# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes about our own recommendations: who looks after one, what became of it, when to look again."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from praktijk.access.acting import Act, Actor, acting, hold, record_each
from praktijk.access.models import Person, Unit
from praktijk.access.publication import Level
from praktijk.access.roles import Permission
from praktijk.recommendations.evidence import checked_evidence, plain_title, removed_when_this_fails
from praktijk.recommendations.evidence_links import checked_address
from praktijk.recommendations.un.followup.models import Assessment, FollowUp, FollowUpEvidence, FollowUpNote
from praktijk.recommendations.un.followup.rules import Side
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.recommendations.un.words import Type
from praktijk.recommendations.versions import refuse_when_changed

_REPORT, _GIVE = Permission.REPORT_PROGRESS, Permission.EDIT_REGISTER
#: The same words by the same person within this time were sent twice by a slip of the hand.
_SENT_TWICE = timedelta(minutes=1)
_FIRST_YEAR = 2008
#: A next look lies no farther ahead than this.
_FARTHEST = timedelta(days=366 * 5)


@dataclass(frozen=True)
class Piece:
    """A piece of evidence: which way it points, its name, and a link or a file."""

    side: str
    title: str = ""
    address: str = ""
    file: UploadedFile | None = None


def is_followed(recommendation: UNRecommendation) -> bool:
    """Whether a recommendation is ours to follow: the own state made it."""
    return settings.OWN_STATE in recommendation.recommending and recommendation.type == Type.RECOMMENDATION


def not_yet(recommendation: UNRecommendation) -> FollowUp:
    """The follow-up that a recommendation begins with, not stored: with the one post for its country.

    Where there is no such post, or several, nobody looks after it yet.
    """
    posts = Unit.objects.filter(kind=Unit.Kind.POST, countries__overlap=recommendation.countries)[:2]
    return FollowUp(
        recommendation=recommendation,
        unit=posts[0] if len(posts) == 1 else None,
        countries=recommendation.countries,
        level=Level.INTERNAL,
        illustrative=recommendation.illustrative,
    )


@contextmanager
def _following(
    action: str, recommendation: UNRecommendation, *, by: Actor, needs: Permission, now: datetime | None
) -> Iterator[tuple[FollowUp, Act]]:
    """The follow-up of a recommendation, made where there is none, held until the action has ended.

    Raises ValidationError for a recommendation that is not ours.
    """
    if not is_followed(recommendation):
        raise ValidationError(_("This is no recommendation of our own: it is not followed."))
    there = FollowUp.objects.filter(recommendation=recommendation).first()
    with acting(action, by=by, needs=needs, on=there or not_yet(recommendation), now=now) as act:
        if there is None:
            # Two may come first at one moment: the second finds the row of the first.
            FollowUp.objects.bulk_create([not_yet(recommendation)], ignore_conflicts=True)
            there = FollowUp.objects.get(recommendation=recommendation)
        act.record = there
        yield hold(there, act, by=by, needs=needs), act


def assess(
    *,
    by: Actor,
    recommendation: UNRecommendation,
    state: str,
    on: date,
    confidence: str,
    reason: str,
    evidence: Iterable[Piece] = (),
    next_look_on: date | None = None,
    restricted_to: Sequence[int] = (),
    illustrative: bool = False,
    now: datetime | None = None,
) -> Assessment:
    """Append what became of a recommendation, as judged on a day; nothing earlier is changed.

    `state` is a `rules.State` but NOT_ASSESSED, `confidence` a `rules.Confidence`. `next_look_on` replaces
    the day of the next look where it is given. `restricted_to` (keys of units) keeps it to those units. The
    same by the same person within a minute is not added again. Raises ValidationError for a day in the
    future or before 2008, no reason, evidence that is not taken in, or a recommendation that is not ours.
    """
    pieces = [(piece, _fingerprint(piece)) for piece in evidence]  # before anything is held: it takes a while
    moment = now or timezone.now()
    with (
        removed_when_this_fails() as kept,
        _following("un.assess", recommendation, by=by, needs=_REPORT, now=now) as (follow_up, act),
    ):
        _refuse_day(on, moment)
        made = Assessment(
            follow_up=follow_up,
            state=state,
            on=on,
            confidence=confidence,
            reason=reason.strip(),
            author=by if isinstance(by, Person) else None,
            recorded_at=moment,
            **_level(follow_up, restricted_to),
            illustrative=illustrative or follow_up.illustrative,
        )
        made.full_clean(exclude={"author"})
        again = Assessment.objects.filter(
            follow_up=follow_up,
            state=state,
            on=on,
            confidence=confidence,
            reason=made.reason,
            author=made.author,
            restricted_to=made.restricted_to,
            recorded_at__gt=moment - _SENT_TWICE,
        ).first()
        if again and made.author:
            act.details = {"assessment": again.pk, "again": True}
            return again
        made.save()
        for piece, sha256 in pieces:
            kept.extend(_keep_evidence(made, piece, sha256))
        if next_look_on is not None and next_look_on != follow_up.next_look_on:
            _look_on(follow_up, next_look_on, moment)
        act.details = {"assessment": made.pk, "state": state}
    return made


def add_note(
    *,
    by: Actor,
    recommendation: UNRecommendation,
    on: date,
    text: str,
    restricted_to: Sequence[int] = (),
    illustrative: bool = False,
    now: datetime | None = None,
) -> FollowUpNote:
    """Add what happened, or was done, for a recommendation on a day. Raises ValidationError as `assess`."""
    moment = now or timezone.now()
    with _following("un.note", recommendation, by=by, needs=_REPORT, now=now) as (follow_up, act):
        _refuse_day(on, moment)
        note = FollowUpNote(
            follow_up=follow_up,
            on=on,
            text=text.strip(),
            author=by if isinstance(by, Person) else None,
            **_level(follow_up, restricted_to),
            illustrative=illustrative or follow_up.illustrative,
        )
        note.full_clean(exclude={"author"})
        alike = {name: getattr(note, name) for name in ("follow_up", "on", "text", "author", "restricted_to")}
        if note.author and (again := FollowUpNote.objects.filter(**alike).order_by("-pk").first()):
            act.details = {"note": again.pk, "again": True}
            return again
        note.save()
        act.details = {"note": note.pk}
    return note


def give(
    *,
    by: Actor,
    recommendation: UNRecommendation,
    unit: Unit | None,
    seen: int | None = None,
    now: datetime | None = None,
) -> FollowUp:
    """Have a unit look after a recommendation (None: nobody). Raises ChangedSince; see `versions`."""
    with _following("un.give", recommendation, by=by, needs=_GIVE, now=now) as (follow_up, act):
        refuse_when_changed(follow_up, seen=seen, by=by)
        act.details = {"was": follow_up.unit_id, "is": unit.pk if unit else None}
        follow_up.unit = unit
        follow_up.save(update_fields=["unit"])
    return follow_up


def give_all(
    *, by: Actor, recommendations: Sequence[UNRecommendation], unit: Unit, now: datetime | None = None
) -> int:
    """Have a unit look after many at once; gives how many were not its already.

    Those that are not ours are left out. Each leaves its own line in the audit trail.
    """
    ours = [one for one in recommendations if is_followed(one)]
    with acting("un.give_all", by=by, needs=_GIVE, now=now) as act:
        FollowUp.objects.bulk_create([not_yet(one) for one in ours], ignore_conflicts=True, batch_size=500)
        held = FollowUp.objects.filter(recommendation__in=ours).select_for_update().order_by("pk")
        going = [one for one in held if one.unit_id != unit.pk]
        for one in going:
            if isinstance(by, Person) and not by.may(_GIVE, one):
                raise ValidationError(_("Some of these are not yours to give to a post."))
        FollowUp.objects.filter(pk__in=[one.pk for one in going]).update(unit=unit)
        record_each("un.give", going, by=by, details={"is": unit.pk})
        act.details = {"unit": unit.pk, "count": len(going)}
    return len(going)


def set_next_look(
    *,
    by: Actor,
    recommendation: UNRecommendation,
    on: date | None,
    seen: int | None = None,
    now: datetime | None = None,
) -> FollowUp:
    """Set the day of the next look (None: no day). Raises ValidationError for one that has passed."""
    with _following("un.next_look", recommendation, by=by, needs=_REPORT, now=now) as (follow_up, act):
        refuse_when_changed(follow_up, seen=seen, by=by)
        act.details = {"was": str(follow_up.next_look_on or ""), "is": str(on or "")}
        _look_on(follow_up, on, now or timezone.now())
    return follow_up


def _look_on(follow_up: FollowUp, on: date | None, moment: datetime) -> None:
    today = timezone.localdate(moment)
    if on is not None and not today <= on <= today + _FARTHEST:
        raise ValidationError(
            {"next_look_on": _("The next look lies ahead: a day from today on, within five years.")}
        )
    follow_up.next_look_on = on
    follow_up.save(update_fields=["next_look_on"])


def _refuse_day(on: date, moment: datetime) -> None:
    if on > timezone.localdate(moment):
        raise ValidationError({"on": _("This is about what has happened: the date lies ahead.")})
    if on.year < _FIRST_YEAR:
        raise ValidationError({"on": _("The UPR began in 2008: this date lies before it.")})


def _level(follow_up: FollowUp, restricted_to: Sequence[int]) -> dict[str, Any]:
    """The level of what is added: that of the follow-up, or narrower."""
    units = list(restricted_to) or follow_up.restricted_to
    return {"level": Level.RESTRICTED if units else follow_up.level, "restricted_to": units}


def _fingerprint(piece: Piece) -> str:
    try:
        return checked_evidence(piece.file) if piece.file is not None else ""
    except ValidationError as refused:
        raise ValidationError({f"{piece.side}_file": refused.messages}) from refused


def _keep_evidence(made: Assessment, piece: Piece, sha256: str) -> list[Any]:
    """Keep a piece of evidence with an assessment; gives the files that were stored."""
    name = get_valid_filename(piece.file.name or "x")[:200] if piece.file is not None else ""
    try:
        address = checked_address(piece.address)
    except ValidationError as refused:
        raise ValidationError({f"{piece.side}_address": refused.messages}) from refused
    kept = FollowUpEvidence(
        follow_up=made.follow_up,
        assessment=made,
        side=Side(piece.side),
        title=plain_title(piece.title) or name or address[:200],
        address=address,
        sha256=sha256,
        level=made.level,
        restricted_to=made.restricted_to,
        illustrative=made.illustrative,
    )
    if piece.file is None:
        kept.full_clean()
        kept.save()
        return []
    kept.file.save(name, piece.file, save=False)
    kept.full_clean()
    kept.save()
    return [kept.file]
