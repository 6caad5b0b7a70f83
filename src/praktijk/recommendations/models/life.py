# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to a promise: progress notes with evidence, and deadlines that moved."""

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import keep_history
from praktijk.access.models import Confidential
from praktijk.recommendations.evidence import SUFFIXES
from praktijk.recommendations.models.facts import NoteAsItStood, NoteFacts
from praktijk.recommendations.models.register import Commitment
from praktijk.recommendations.querysets import OfCommitmentQuerySet


def evidence_place(note: "ProgressNote", filename: str) -> str:
    """Where an evidence file is kept: by its contents, never by a name somebody typed."""
    suffix = filename.rpartition(".")[2].lower()
    return f"evidence/{note.evidence_sha256[:2]}/{note.evidence_sha256}.{suffix}"


@keep_history(NoteAsItStood)
class ProgressNote(NoteFacts, Confidential):
    """What happened, on which day, and what shows it: a link or a file."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="notes")
    on = models.DateField(_("date"))
    text_nl = models.TextField(_("note in Dutch"), blank=True)
    text_en = models.TextField(_("note in English"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence_title = models.CharField(_("name of the evidence"), max_length=200, blank=True)
    evidence_address = models.URLField(_("link to the evidence"), max_length=500, blank=True)
    evidence_file = models.FileField(
        _("file with the evidence"),
        upload_to=evidence_place,
        max_length=300,
        blank=True,
        validators=[FileExtensionValidator(SUFFIXES)],
    )
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    #: The day on which the link to the evidence led nowhere, where it did; see `evidence_links`.
    led_nowhere_on = models.DateField(null=True, blank=True)

    objects = OfCommitmentQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(name="note_says_something", condition=~Q(text_nl="") | ~Q(text_en="")),
        ]

    def __str__(self) -> str:
        return self.text


@keep_history()
class DueMove(Confidential):
    """A deadline that moved: from which window, to which, why and by whom."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="due_moves")
    on = models.DateField()
    old_earliest = models.DateField(null=True)
    old_latest = models.DateField(null=True)
    old_words_nl = models.CharField(max_length=120, blank=True)
    old_words_en = models.CharField(max_length=120, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OfCommitmentQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(name="move_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.reason
