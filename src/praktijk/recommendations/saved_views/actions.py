# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of saved views: each person's own, and nobody else's."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from praktijk.access.acting import Denied, acting
from praktijk.access.models import Person, Unit
from praktijk.access.roles import Permission
from praktijk.recommendations.saved_views.models import SavedView

#: So many views a person may keep.
MOST = 100


def save_view(*, by: Person, name: str, query: str, shared_with: Unit | None = None) -> SavedView:
    """Keep a filter under a name, `query` in its one form; see `SavedView`.

    Raises ValidationError for a name that is empty, too long or in use, for a unit to which the person does
    not belong, and for one view more than MOST.
    """
    with acting("view.save", by=by, needs=Permission.VIEW_REGISTER) as act:
        Person.objects.select_for_update().get(pk=by.pk)
        kept = SavedView.objects.filter(person=by).count()
        if kept >= MOST:
            raise ValidationError(
                ngettext(
                    "You have kept %(count)s view, and that is the most. Delete one that you need no more.",
                    "You have kept %(count)s views, and that is the most. Delete one that you need no more.",
                    kept,
                ),
                params={"count": kept},
            )
        view = SavedView(person=by, query=query)
        _write(view, name, shared_with)
        act.record = view
    return view


def change_view(*, by: Person, view: SavedView, name: str, shared_with: Unit | None) -> SavedView:
    """Give a view another name, or share it with another unit or nobody. Raises as `save_view` does."""
    with acting("view.change", by=by, needs=Permission.VIEW_REGISTER) as act:
        act.record = view
        Person.objects.select_for_update().get(pk=by.pk)
        view = SavedView.objects.select_for_update().get(pk=view.pk)
        if view.person_id != by.pk:
            raise Denied(by, act)
        _write(view, name, shared_with)
    return view


def delete_view(*, by: Person, view: SavedView) -> None:
    """Delete a view of one's own; what it showed stays in the register."""
    with acting("view.delete", by=by, needs=Permission.VIEW_REGISTER) as act:
        act.record = view
        if view.person_id != by.pk:
            raise Denied(by, act)
        key = view.pk
        view.delete()
        view.pk = key


def _write(view: SavedView, name: str, shared_with: Unit | None) -> None:
    view.name = " ".join(name.split())
    view.shared_with = shared_with
    if shared_with is not None and not view.person.units.filter(pk=shared_with.pk).exists():
        raise ValidationError({"shared_with": _("You can share a view with a unit of your own only.")})
    named_so = SavedView.objects.filter(person=view.person, name__iexact=view.name).exclude(pk=view.pk)
    if named_so.exists():
        raise ValidationError(
            {"name": _("You have a view with this name already. Choose another name, or delete that view.")}
        )
    view.full_clean(validate_constraints=False)
    view.save()
