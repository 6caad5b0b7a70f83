# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Series, their vintages, and the values in them. A vintage is never changed: a newer one comes beside."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import NEVER_EMPTIED, keep_history
from praktijk.access.models import Bilingual, Confidential

#: What can be a measured number; PostgreSQL sorts NaN above it.
_MOST = 1e300


@keep_history()
class Series(Bilingual, Confidential):
    """One measure of countries over the years, by one publisher, on one scale.

    `absent` says what it means that a country has no value in a year that the source covers. `is_key` puts
    it on the page of a country.
    """

    class Direction(models.TextChoices):
        MORE = "more", _("higher is better")
        LESS = "less", _("lower is better")

    class Absent(models.TextChoices):
        UNKNOWN = "unknown", _("no value means: not known")
        BELOW = "below", _("no value means: not known, or below the threshold of the source; not zero")
        ZERO = "zero", _("no value means zero in the years that the source covers, as the source says")

    key = models.SlugField(_("key"), max_length=60, unique=True)
    source = models.CharField(_("source"), max_length=30)
    title_nl = models.CharField(_("title in Dutch"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    about_nl = models.TextField(_("note in Dutch"), blank=True)
    about_en = models.TextField(_("note in English"), blank=True)
    publisher = models.CharField(_("publisher"), max_length=200)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction.choices)
    scale_min = models.FloatField(_("lowest of the scale"), null=True)
    scale_max = models.FloatField(_("highest of the scale"), null=True)
    measure_nl = models.CharField(_("unit in Dutch"), max_length=100)
    measure_en = models.CharField(_("unit in English"), max_length=100)
    absent = models.CharField(
        _("without a value"), max_length=10, choices=Absent.choices, default=Absent.UNKNOWN
    )
    is_key = models.BooleanField(_("on the page of a country"), default=False)
    position = models.PositiveIntegerField(_("order"), default=1000)

    class Meta(Confidential.Meta):
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["position", "key"]
        constraints = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(name="series_scale", condition=Q(scale_min__lt=F("scale_max"))),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("indicator_series", args=[self.key])

    @property
    def title(self) -> str:
        """The title in the language of the moment."""
        return self.in_language("title")[0]

    @property
    def measure(self) -> str:
        """The unit in the language of the moment."""
        return self.in_language("measure")[0]

    @property
    def about(self) -> str:
        """The note in the language of the moment."""
        return self.in_language("about")[0]


class Vintage(models.Model):
    """A series as it was read on a day: what a decision was made on can be read again years later.

    `digest` is of the files, `content` of the values that were in them. Seen by who may see the series.
    """

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="vintages")
    name = models.CharField(_("vintage"), max_length=100)
    read_on = models.DateField(_("read on"))
    files = models.TextField(_("files"))
    digest = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    first_year = models.SmallIntegerField(_("first year"))
    last_year = models.SmallIntegerField(_("last year"))
    countries = models.PositiveIntegerField(_("number of countries"))
    values = models.PositiveIntegerField(_("number of values"))

    class Meta:
        verbose_name = _("vintage")
        verbose_name_plural = _("vintages")
        ordering = ["series", "-read_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "name"], name="one_vintage_a_name"),
            models.UniqueConstraint(fields=["series", "content"], name="one_vintage_a_content"),
            models.CheckConstraint(
                name="vintage_years", condition=Q(first_year__lte=F("last_year"), values__gt=0)
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update), NEVER_EMPTIED]

    def __str__(self) -> str:
        return self.name


class Observation(models.Model):
    """The value of a series for a country in a year, with what the source tells of its uncertainty."""

    vintage = models.ForeignKey(Vintage, on_delete=models.CASCADE, related_name="observations")
    country = models.CharField(_("country"), max_length=2)
    year = models.SmallIntegerField(_("year"))
    value = models.FloatField(_("value"))
    low = models.FloatField(_("lower bound"), null=True)
    high = models.FloatField(_("upper bound"), null=True)
    sd = models.FloatField(_("standard deviation"), null=True)

    class Meta:
        verbose_name = _("value")
        verbose_name_plural = _("values")
        ordering = ["vintage", "country", "year"]
        constraints = [
            models.UniqueConstraint(fields=["vintage", "country", "year"], name="one_value_a_year"),
            models.CheckConstraint(name="observation_year", condition=Q(year__gte=1700, year__lte=2200)),
            models.CheckConstraint(name="observation_value", condition=Q(value__gt=-_MOST, value__lt=_MOST)),
            models.CheckConstraint(
                name="observation_bounds",
                condition=(Q(low=None) | Q(low__gt=-_MOST, low__lte=F("value")))
                & (Q(high=None) | Q(high__gte=F("value"), high__lt=_MOST)),
            ),
            models.CheckConstraint(name="observation_sd", condition=Q(sd=None) | Q(sd__gte=0, sd__lt=_MOST)),
        ]
        indexes = [models.Index(fields=["country", "vintage"], name="observation_country")]
        triggers = [pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update), NEVER_EMPTIED]

    def __str__(self) -> str:
        return f"{self.country} {self.year}: {self.value}"
