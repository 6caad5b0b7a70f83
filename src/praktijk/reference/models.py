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


@keep_history()
class Ratification(models.Model):
    """Where a country stands with a core instrument, as its newest source tells.

    A day is kept where a source tells it, else only the year. `complaints_accepted` and
    `inquiries_accepted` are empty where no source tells. `vintage`: as of when the newest source holds.
    """

    class Status(models.TextChoices):
        PARTY = "party", _("state party")
        SIGNATORY = "signatory", _("signed only")
        NO_ACTION = "no_action", _("no action")
        DENOUNCED = "denounced", _("no longer a party")

    class How(models.TextChoices):
        RATIFICATION = "ratification", _("ratification")
        ACCESSION = "accession", _("accession")
        SUCCESSION = "succession", _("succession")
        ACCEPTANCE = "acceptance", _("acceptance or approval")
        CONFIRMATION = "confirmation", _("formal confirmation")

    treaty = models.CharField(_("treaty"), max_length=20)
    country = models.CharField(_("country"), max_length=2)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices)
    how = models.CharField(_("how"), max_length=20, choices=How.choices, blank=True)
    signed_on = models.DateField(_("signed on"), null=True)
    signed_year = models.PositiveSmallIntegerField(_("signed in"), null=True)
    acted_on = models.DateField(_("party by act of"), null=True)
    acted_year = models.PositiveSmallIntegerField(_("party by act in"), null=True)
    complaints_accepted = models.BooleanField(_("complaints accepted"), null=True)
    complaints_on = models.DateField(_("complaints accepted on"), null=True)
    inquiries_accepted = models.BooleanField(_("inquiries accepted"), null=True)
    inquiries_on = models.DateField(_("inquiries accepted on"), null=True)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("source"), max_length=200)
    vintage = models.DateField(_("as of"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["treaty", "country"], name="one_standing_a_treaty")]
        indexes = [models.Index(fields=["country"], name="ratification_country")]
        ordering = ["country", "treaty"]

    def __str__(self) -> str:
        return f"{self.country} {self.treaty}"
