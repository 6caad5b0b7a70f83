# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents as published, their sections and passages, and what they refer to."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import keep_history
from praktijk.access.models import Bilingual, Confidential
from praktijk.sources.rules import official_address


@keep_history()
class Document(Bilingual, Confidential):
    """A document as published. Its text may be absent: then passages are known by their place only."""

    class Kind(models.TextChoices):
        GOVERNMENT_RESPONSE = "government_response", _("government response")
        EVALUATION = "evaluation", _("evaluation")
        LETTER = "letter", _("letter to Parliament")
        PARLIAMENT = "parliament", _("record of Parliament")
        OTHER = "other", _("other document")

    identifier = models.CharField(
        _("identifier"),
        max_length=120,
        blank=True,
        validators=[RegexValidator(r"^[\w./()-]*\Z", _("Letters, figures and . / - ( ) only."))],
    )
    title_nl = models.CharField(_("title in Dutch"), max_length=400, blank=True)
    title_en = models.CharField(_("title in English"), max_length=400, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind, default=Kind.GOVERNMENT_RESPONSE)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("nl", _("Dutch")), ("en", _("English"))], default="nl"
    )
    address = models.URLField(_("address"), max_length=500, blank=True)
    file_name = models.CharField(_("file"), max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    characters = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)

    class Meta(Confidential.Meta):
        ordering = ["-published_on", "-pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(fields=["sha256"], condition=~Q(sha256=""), name="document_read_once"),
            models.CheckConstraint(name="document_has_a_title", condition=~Q(title_nl="") | ~Q(title_en="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the language of the moment."""
        return self.in_language("title")[0]

    @property
    def official_address(self) -> str:
        """The official page: the address given, else the one that follows from the identifier."""
        return self.address or official_address(self.identifier)

    def get_absolute_url(self) -> str:
        """The page of the document in this house."""
        return reverse("document", args=[self.pk])


class Extent(models.Model):
    """A place in a document's text: half-open, in characters, 0 <= start < end."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="%(class)ss")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(name="%(class)s_start_before_end", condition=Q(start__lt=F("end")))
        ]

    @property
    def quote(self) -> str:
        """The words of the document at this place; empty when its text is not held here."""
        return self.document.text[self.start : self.end]


class Section(Extent):
    """A heading of the document; the section runs to the next one."""

    title = models.CharField(max_length=500)

    class Meta(Extent.Meta):
        pass

    def __str__(self) -> str:
        return self.title


class Passage(Extent):
    """Words of the document that a record of the register rests on."""

    class Meta(Extent.Meta):
        constraints = [
            *Extent.Meta.constraints,
            models.UniqueConstraint(fields=["document", "start", "end"], name="passage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"

    def get_absolute_url(self) -> str:
        """Its place on the document's page: one click from any record to the words it rests on."""
        return f"{reverse('document', args=[self.document_id])}#p{self.pk}"


class Citation(Extent):
    """A reference in the document to another one: a parliamentary paper, a motion, a UN symbol."""

    identifier = models.CharField(max_length=120)
    words = models.CharField(max_length=300, blank=True)

    class Meta(Extent.Meta):
        constraints = [
            *Extent.Meta.constraints,
            models.UniqueConstraint(fields=["document", "start", "end"], name="citation_once"),
        ]

    def __str__(self) -> str:
        return self.identifier

    @property
    def official_address(self) -> str:
        """The official page of what is cited; empty when none is known."""
        return official_address(self.identifier)
