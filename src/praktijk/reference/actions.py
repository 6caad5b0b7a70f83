# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes about what every room refers to."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from praktijk.access.acting import Act, Actor, acting
from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.reference.exchange import deciding
from praktijk.reference.exchange.suggesting import entries
from praktijk.reference.exchange.terms import Kind
from praktijk.reference.models import Spelling, Term, Theme

#: Characters of a key that records can hold.
_LONGEST_KEY = {Kind.BODY: 80, Kind.THEME: 60, Kind.GROUP: 60}


def add_theme(
    *,
    by: Actor,
    key: str,
    name_nl: str,
    name_en: str,
    position: int = 0,
    illustrative: bool = False,
    now: datetime | None = None,
) -> Theme:
    """Add a theme. Raises ValidationError when the key is taken or not a slug."""
    with acting("theme.add", by=by, needs=Permission.EDIT_REGISTER, now=now) as act:
        theme = Theme(key=key, name_nl=name_nl, name_en=name_en, position=position, illustrative=illustrative)
        theme.full_clean()
        theme.save()
        act.record = theme
    return theme


def decide_spelling(*, by: Actor, spelling: Spelling, key: str, now: datetime | None = None) -> Spelling:
    """Decide which entry of its list a spelling stands for; with an empty key: for none of them.

    It counts for every later import, and at once for what was imported before. An earlier decision is
    replaced. Raises ValidationError for a key that is not on the list.
    """
    with acting("spelling.decide", by=by, needs=Permission.EDIT_REGISTER, now=now) as act:
        return _decided(act, by, spelling, key, now)


def keep_spelling(*, by: Actor, spelling: Spelling, now: datetime | None = None) -> Spelling:
    """Make of a spelling an entry of its list, under the name that it has.

    Raises ValidationError for a country, and for a name that is too long for an entry.
    """
    with acting("spelling.keep", by=by, needs=Permission.EDIT_REGISTER, now=now) as act:
        most = _LONGEST_KEY.get(Kind(spelling.kind), 0)
        if not most:
            raise ValidationError(_("The list of countries is that of ISO 3166; nothing can be added to it."))
        if len(spelling.spelling) > most:
            raise ValidationError(_("This name is too long to be an entry of the list."))
        name = spelling.spelling
        Term.objects.get_or_create(kind=spelling.kind, key=name, defaults={"name_nl": name, "name_en": name})
        return _decided(act, by, spelling, name, now)


def _decided(act: Act, by: Actor, spelling: Spelling, key: str, now: datetime | None) -> Spelling:
    held = Spelling.objects.select_for_update().get(pk=spelling.pk)
    if key and key not in entries(Kind(held.kind)):
        raise ValidationError(_("“%(key)s” is not on this list.") % {"key": key})
    act.record = held
    act.details = {"list": held.kind, "spelling": held.spelling, "before": held.key, "after": key}
    held.key = key
    held.decided_at = now or timezone.now()
    held.decided_by = by if isinstance(by, Person) else None
    held.save()
    deciding.tell(held)
    return held
