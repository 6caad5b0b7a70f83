# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every room refers to: for now the themes of the policy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import keep_history
from praktijk.access.models import Bilingual


@keep_history()
class Theme(Bilingual, models.Model):
    """A theme under which recommendations and commitments are grouped."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    position = models.PositiveIntegerField(_("order"), default=0)
    illustrative = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the moment."""
        return self.in_language("name")[0]


class Term(models.Model):
    """An entry of a list of ours (bodies, themes, groups) that stands in no file: met, or added by people."""

    kind = models.CharField(_("list"), max_length=20)
    key = models.CharField(_("key"), max_length=80)
    name_nl = models.CharField(_("name in Dutch"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_entry_a_key")]
        ordering = ["kind", "key"]

    def __str__(self) -> str:
        return self.name_en


@keep_history()
class Spelling(models.Model):
    """What a source calls something, where our lists do not tell: waiting for a person, or decided.

    `plain` is the spelling as names are compared; `key` the entry that it stands for, empty for none of
    the list. It counts from `decided_at` on, for every later import.
    """

    kind = models.CharField(_("list"), max_length=20)
    plain = models.CharField(max_length=200)
    spelling = models.CharField(_("name in the source"), max_length=200)
    times = models.PositiveIntegerField(_("times met"), default=0)
    met_at = models.DateTimeField(_("last met"), null=True)
    key = models.CharField(_("stands for"), max_length=80, blank=True)
    decided_at = models.DateTimeField(_("decided on"), null=True)
    decided_by = models.ForeignKey(
        "access.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "plain"], name="one_decision_a_spelling")]
        ordering = ["kind", "-times", "plain"]

    def __str__(self) -> str:
        return self.spelling
