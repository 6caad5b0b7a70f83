# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rounds of choice, what came out of them, and what was decided."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import NEVER_EMPTIED, keep_history
from praktijk.access.models import Confidential


@keep_history()
class Round(Confidential):
    """A round in which countries are chosen; `definition` is what a file of it holds (`rounds.reading`)."""

    title = models.CharField(_("title"), max_length=300)
    year = models.PositiveSmallIntegerField(_("year"))
    definition = models.JSONField(_("what it holds"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta(Confidential.Meta):
        verbose_name = _("round of choice")
        ordering = ["-year", "-pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(name="round_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the round."""
        return reverse("focus_round", args=[self.pk])


class Weighing(models.Model):
    """How one person weighs the criteria of a round; `said` is as in a file, see `rounds.reading`."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="weighings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    said = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("weighing")
        ordering = ["person__name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_weighing_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.round}"


class Run(models.Model):
    """A round as it was worked out once: all that went in and all that came out; never changed afterwards.

    `definition` holds the numbers themselves, with the vintage that each comes from, so that it can be run
    again to the same result whatever is imported later. `digest` is the SHA-256 of the definition.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being worked out")
        DONE = "done", _("worked out")
        FAILED = "failed", _("stopped")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    share = models.FloatField(default=0.0)
    told_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    result = models.JSONField(null=True)
    failure = models.JSONField(default=list)

    class Meta:
        verbose_name = _("outcome of a round")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="runs_are_numbered"),
            models.CheckConstraint(
                name="a_run_that_is_done_has_a_result", condition=~Q(state="done", result=None)
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="run_is_frozen", operation=pgtrigger.Update, condition=pgtrigger.Q(old__state="done")
            ),
            NEVER_EMPTIED,
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.number}"

    def get_absolute_url(self) -> str:
        """The page of what came out."""
        return reverse("focus_run", args=[self.round_id, self.number])


@keep_history()
class Decision(Confidential):
    """What a person proposed to choose out of a run, and a second person confirmed; frozen from then on."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="decision")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("why these countries"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+",
        verbose_name=_("proposed by"),
    )  # fmt: skip
    proposed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("confirmed by"),
    )  # fmt: skip
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Confidential.Meta):
        verbose_name = _("decision on countries")
        ordering = ["-pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(
                name="a_second_person_confirms",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, proposed_at__isnull=False)
                & ~Q(confirmed_by=F("proposed_by")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="decision_is_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__confirmed_at__isnull=False) & pgtrigger.Q(old__illustrative=False),
            ),
            # Who may see it can still change, and nothing else.
            pgtrigger.Protect(
                name="confirmed_is_kept",
                operation=pgtrigger.UpdateOf(
                    "run_id",
                    "reason",
                    "proposed_by_id",
                    "proposed_at",
                    "confirmed_by_id",
                    "confirmed_at",
                    "round_id",
                ),
                condition=pgtrigger.Q(old__confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.round)

    @property
    def confirmed(self) -> bool:
        """Whether a second person confirmed it."""
        return self.confirmed_at is not None

    def get_absolute_url(self) -> str:
        """The decision record."""
        return reverse("focus_decision", args=[self.round_id])


#: Nothing about a country changes once the decision is confirmed; what was made up can still be wiped.
_FROZEN = """
    IF EXISTS (
        SELECT FROM focus_decision
        WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.decision_id ELSE OLD.decision_id END
        AND confirmed_at IS NOT NULL AND NOT (illustrative AND TG_OP = 'DELETE')
    ) THEN
        RAISE EXCEPTION 'a confirmed decision is frozen';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


class Chosen(models.Model):
    """What was decided on one country, beside what the run suggested.

    `leaves_on` and `running` are for a country that was a partner and is not chosen: when it is phased out,
    and what runs there.
    """

    class Suggested(models.TextChoices):
        CORE = "core", _("always chosen")
        MOSTLY = "mostly", _("mostly chosen")
        BORDERLINE = "borderline", _("borderline")
        SELDOM = "seldom", _("seldom chosen")
        NEVER = "never", _("never chosen")

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="countries")
    country = models.CharField(_("country"), max_length=2)
    suggested = models.BooleanField(_("proposed by the method"))
    standing = models.CharField(max_length=10, choices=Suggested.choices)
    chosen = models.BooleanField(_("chosen"))
    reason = models.TextField(_("reason"), blank=True)
    leaves_on = models.DateField(_("phased out by"), null=True, blank=True)
    running = models.TextField(_("what runs there"), blank=True)
    themes = ArrayField(models.CharField(max_length=60), verbose_name=_("themes"), default=list, blank=True)
    other_theme = models.CharField(_("theme outside the priorities"), max_length=200, blank=True)
    other_reason = models.TextField(_("why that theme"), blank=True)

    class Meta:
        verbose_name = _("country decided on")
        ordering = ["country"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "country"], name="decided_on_once"),
            models.CheckConstraint(
                name="a_deviation_has_a_reason", condition=Q(chosen=F("suggested")) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="another_theme_has_a_reason", condition=Q(other_theme="") | ~Q(other_reason="")
            ),
            models.CheckConstraint(
                name="only_who_leaves_is_phased_out", condition=Q(chosen=False) | Q(leaves_on=None)
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="confirmed_is_frozen",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=_FROZEN,
            ),
        ]

    def __str__(self) -> str:
        return self.country

    @property
    def deviates(self) -> bool:
        """Whether a person decided otherwise than the method proposed."""
        return self.chosen != self.suggested
