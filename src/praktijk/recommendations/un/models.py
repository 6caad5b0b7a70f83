# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The corpus: what was recommended, in which words, and who published it.

All of it is public: the United Nations published it. A recommendation is what its source records say
together, so that it comes out the same in whatever order they were taken in.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.access.publication import Level
from praktijk.recommendations.un import words
from praktijk.recommendations.un.words import found_by


class SourceChoice(models.TextChoices):
    """`Source` with its words on the screen."""

    UHRI = words.Source.UHRI, _("Universal Human Rights Index (OHCHR)")
    UPR_INFO = words.Source.UPR_INFO, _("UPR Info")
    THEMATIC_LIST = words.Source.THEMATIC_LIST, _("Thematic list (OHCHR)")
    ILLUSTRATIVE = words.Source.ILLUSTRATIVE, _("Made up, to show how it works")


class TypeChoice(models.TextChoices):
    """`Type` with its words on the screen."""

    RECOMMENDATION = words.Type.RECOMMENDATION, _("recommendation")
    CONCERN = words.Type.CONCERN, _("concern or observation")
    PLEDGE = words.Type.PLEDGE, _("voluntary pledge")


class PositionChoice(models.TextChoices):
    """`Position` with its words on the screen."""

    SUPPORTED = words.Position.SUPPORTED, _("supported")
    IN_PART = words.Position.IN_PART, _("supported in part")
    NOTED = words.Position.NOTED, _("noted")
    PENDING = words.Position.PENDING, _("pending")


class Facts(models.Model):
    """What is known of a recommendation besides its words; the same for a source record."""

    type = models.CharField(_("type"), max_length=20, choices=TypeChoice.choices)
    body = models.CharField(_("body"), max_length=80, blank=True)
    symbol = models.CharField(_("document"), max_length=80, blank=True)
    paragraph = models.CharField(_("paragraph"), max_length=20, blank=True)
    countries = ArrayField(models.CharField(max_length=2), verbose_name=_("countries"), default=list)
    session = models.PositiveSmallIntegerField(_("session"), null=True)
    cycle = models.PositiveSmallIntegerField(_("cycle"), null=True)
    recommending = ArrayField(models.CharField(max_length=2), verbose_name=_("recommended by"), default=list)
    position = models.CharField(_("position"), max_length=20, choices=PositionChoice.choices, blank=True)
    themes = ArrayField(models.CharField(max_length=60), verbose_name=_("themes"), default=list)
    groups = ArrayField(models.CharField(max_length=60), verbose_name=_("groups of persons"), default=list)
    goals = ArrayField(models.CharField(max_length=8), verbose_name=_("goals"), default=list)
    action = models.PositiveSmallIntegerField(_("category of action"), null=True)
    published_on = models.DateField(_("published on"), null=True)

    class Meta:
        abstract = True


class UNRecommendation(Facts):
    """One recommendation, concern or pledge: one paragraph, whoever published it and for how many states.

    `identity` says what makes it one; `wording` is the digest of its words by which other sources find it.
    """

    identity = models.UUIDField(unique=True)
    wording = models.UUIDField()
    withdrawn_on = models.DateField(_("withdrawn by its publisher"), null=True)
    illustrative = models.BooleanField(default=False)
    year = models.GeneratedField(
        expression=ExtractYear("published_on"),
        output_field=models.PositiveSmallIntegerField(null=True),
        db_persist=True,
    )
    level = Level.PUBLIC

    class Meta:
        verbose_name = _("recommendation of the United Nations")
        indexes = [
            models.Index(fields=["wording"], name="un_wording"),
            models.Index(fields=["published_on", "id"], name="un_published"),
            GinIndex(fields=["countries"], name="un_countries", fastupdate=False),
            GinIndex(fields=["recommending"], name="un_recommending", fastupdate=False),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.symbol or self.body, self.paragraph]))

    def get_absolute_url(self) -> str:
        """The page of the recommendation."""
        return reverse("un_recommendation", args=[self.pk])


class UNText(models.Model):
    """The words of a recommendation in one language, of the source that is trusted most.

    `words` are those by which it is found. The database fills them in for who does not bring them: an import
    has them made while it is still reading, on another core, which a generated column would forbid.
    """

    recommendation = models.ForeignKey(UNRecommendation, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2)
    text = models.TextField(_("text"))
    source = models.CharField(_("source"), max_length=20, choices=SourceChoice.choices)
    words = SearchVectorField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "language"], name="one_text_a_language")
        ]
        indexes = [GinIndex(fields=["words"], name="un_words", fastupdate=False)]
        triggers = [
            pgtrigger.Trigger(
                name="words_of_new",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("NEW.words IS NULL"),
                func=f"NEW.words := {found_by('NEW')}; RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="words_of_changed",
                operation=pgtrigger.UpdateOf("text", "language"),
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("NEW.words IS NOT DISTINCT FROM OLD.words"),
                func=f"NEW.words := {found_by('NEW')}; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class SourceRecord(Facts):
    """What one publisher gives of a recommendation: a row of its file.

    `key` is the publisher's own identifier, or is made of what the row says where it has none. `digests`
    tell, for each language in which it was given, whether the publisher changed it; what it says is taken
    from the first language, and the words from each. `unknown` holds names that nobody could tell, by kind;
    where a person decided on one since, `as_read` holds what the file alone gave, by name of the field. One
    that a newer file no longer holds is marked withdrawn, and kept.
    """

    source = models.CharField(_("source"), max_length=20, choices=SourceChoice.choices)
    key = models.UUIDField()
    language = models.CharField(_("language"), max_length=2)
    digests = models.JSONField()
    document = models.UUIDField(null=True)
    recommendation = models.ForeignKey(
        UNRecommendation, on_delete=models.CASCADE, related_name="source_records"
    )
    unknown = models.JSONField(default=dict, blank=True)
    as_read = models.JSONField(null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="one_record_a_key")]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


class ImportRun(models.Model):
    """One import: of what, by whom, and what came of it. The counts add up to `rows`."""

    source = models.CharField(_("source"), max_length=20)
    files = models.TextField(_("files"))
    by = models.CharField(_("by"), max_length=300)
    at = models.DateTimeField(_("at"))
    rows = models.PositiveIntegerField(_("rows"), default=0)
    imported = models.PositiveIntegerField(_("imported"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    repaired = models.PositiveIntegerField(_("repaired"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    withdrawn = models.PositiveIntegerField(_("withdrawn"), default=0)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.source} {self.at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        """The page of what came of it."""
        return reverse("un_import_run", args=[self.pk])


class ImportJob(models.Model):
    """Files that somebody sent to be imported, and how far that is.

    `files` lists each file with its name and the place in the store where it waits; `options` what was said
    of them (see `intake.sending`); `outcome` what came of it, or of looking only. Bytes in `read` and
    `size`. One job at most is `busy`: waits or runs.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for its turn")
        RUNNING = "running", _("is being read")
        LOOKED = "looked", _("looked at; nothing is kept yet")
        DONE = "done", _("imported")
        FAILED = "failed", _("came to nothing")
        LEFT = "left", _("left")

    source = models.CharField(_("source"), max_length=20)
    files = models.JSONField(default=list)
    options = models.JSONField(default=dict, blank=True)
    only_look = models.BooleanField(default=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.WAITING)
    busy = models.BooleanField(default=True)
    person = models.ForeignKey(
        "access.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    sent_at = models.DateTimeField(_("sent"))
    told_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    read = models.PositiveBigIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    outcome = models.JSONField(null=True, blank=True)
    failure = models.CharField(max_length=40, blank=True)
    detail = models.TextField(blank=True)
    at_file = models.CharField(max_length=300, blank=True)
    run = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["busy"], condition=models.Q(busy=True), name="one_import_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.sent_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        """The page that tells how far it is."""
        return reverse("un_import_job", args=[self.pk])

    @property
    def percent(self) -> int:
        """How much of the bytes was read, 0 to 100."""
        return min(100, self.read * 100 // self.size) if self.size else 0

    @property
    def names(self) -> str:
        """The names of the files, as people know them."""
        return ", ".join(file["name"] for file in self.files)


class ImportFinding(models.Model):
    """What was wrong in one row of an import: the field, what was found, what was done."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="findings")
    file = models.PositiveSmallIntegerField(_("file"))
    row = models.PositiveIntegerField(_("row"))
    field = models.CharField(_("field"), max_length=40)
    fault = models.CharField(_("fault"), max_length=40)
    found = models.TextField(_("found"))
    rejected = models.BooleanField(_("rejected"))

    class Meta:
        ordering = ["file", "row", "id"]

    def __str__(self) -> str:
        return f"{self.row} {self.field}: {self.fault}"


class CorpusState(models.Model):
    """The version of the corpus, one row: it goes up with every change, and tells caches to start anew."""

    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)


class IndexPart(models.Model):
    """A set of recommendations by a value of a facet, as a compressed bitmap. See `search.index`."""

    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=80, blank=True)
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="one_set_a_value")]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class WordList(models.Model):
    """The words that the corpus uses, one row: those of a version of it. See `search.spelling`."""

    version = models.PositiveIntegerField()
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.version)


import praktijk.recommendations.un.clusters.models  # isort: skip # noqa: E402
import praktijk.recommendations.un.followup.models  # isort: skip # noqa: E402
import praktijk.recommendations.un.reviews.models  # isort: skip # noqa: E402
import praktijk.recommendations.un.saved.models  # isort: skip # noqa: E402, F401
