# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""History: every change of a domain record leaves a version behind, written by a database trigger.

A version counts from the action's own moment (`now=`, see `acting`), and keeps beside it when it was
written and by whom, so that what was entered late can be told from what was known then. A record that is
removed leaves a last version, labelled "delete", from the moment at which it ended.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models
from django.utils import timezone
from pghistory.models import Event

from praktijk.access.queries import ConfidentialQuerySet, visible

AnyModel = TypeVar("AnyModel", bound=type[models.Model])


class TransactionPerson(models.Func):
    """Key of the person on whose behalf the transaction writes, or null for the system itself."""

    template = "praktijk_person()"
    output_field = models.BigIntegerField()


class ClockTime(models.Func):
    """The moment of writing, by the database's clock."""

    template = "clock_timestamp()"
    output_field = models.DateTimeField()


class Version(Event):
    """A record as it stood from `pgh_created_at` on, until the next version."""

    recorded_at = models.DateTimeField(db_default=ClockTime())
    recorded_by = models.BigIntegerField(null=True, db_default=TransactionPerson())

    class Meta:
        abstract = True


#: Keeps a table from being emptied at one go, which triggers on its rows do not see.
NEVER_EMPTIED = pgtrigger.Trigger(
    name="never_emptied",
    operation=pgtrigger.Truncate,
    when=pgtrigger.Before,
    level=pgtrigger.Statement,
    func="RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;",
)


def keep_history(base: Any = Version) -> Callable[[AnyModel], AnyModel]:
    """Class decorator: versions of every insert, update and delete, in `<Model>Version`, append-only.

    `base` may add properties that a version shares with its record.
    """

    def track(model: AnyModel) -> AnyModel:
        tracked = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            base_model=base,
            context_field=None,  # type: ignore[arg-type]
            model_name=f"{model.__name__}Version",
            meta={"triggers": [NEVER_EMPTIED]},
        )
        return tracked(model)

    return track


def end_of_day(on: date) -> datetime:
    """The last moment of a day in the ministry's time zone; what was known by then counts."""
    tomorrow = datetime.combine(on + timedelta(days=1), time.min)
    return timezone.make_aware(tomorrow) - timedelta(microseconds=1)


def as_known_on(records: ConfidentialQuerySet, on: date, user: Any) -> models.QuerySet[Any]:
    """The versions of `records` that held at the end of a day, as a queryset of their version model.

    A record that did not yet exist on that day is left out. The user sees a version only when they may
    see both the record as it is now and the version as it was: what has since been restricted stays
    hidden, and so does what was restricted then.
    """
    versions: Any = records.model.pgh_event_model
    latest = (
        versions.objects.filter(
            pgh_created_at__lte=end_of_day(on), pgh_obj__in=records.visible_to(user).order_by().values("pk")
        )
        .order_by("pgh_obj_id", "-pgh_created_at", "-pgh_id")
        .distinct("pgh_obj_id")
        .values("pgh_id")
    )
    return versions.objects.filter(visible(user, records.model, records.view_permission), pgh_id__in=latest)
