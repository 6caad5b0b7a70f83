# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Parliament keeps of motions and commitments, what was decided here on each, and what is linked."""

from typing import Any, cast

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from praktijk.access.history import Version, keep_history
from praktijk.access.models import Confidential, LevelChoice
from praktijk.access.publication import Level
from praktijk.access.queries import ConfidentialQuerySet
from praktijk.recommendations.models.register import Commitment
from praktijk.recommendations.parliament import words
from praktijk.recommendations.parliament.words import ItemKind, ItemStatus


class ItemKindChoice(models.TextChoices):
    """`ItemKind` with its words on the screen."""

    MOTION = ItemKind.MOTION, _("motion")
    COMMITMENT = ItemKind.COMMITMENT, _("commitment to Parliament")


class ItemStatusChoice(models.TextChoices):
    """`ItemStatus` with its words on the screen."""

    OPEN = ItemStatus.OPEN, _("open at Parliament")
    PARTLY_MET = ItemStatus.PARTLY_MET, _("partly met, says Parliament")
    MET = ItemStatus.MET, _("met, says Parliament")
    RELEASED = ItemStatus.RELEASED, _("published")


class Decision(models.TextChoices):
    """What was decided here on an item: it follows from its links and from its having been set aside."""

    TO_LINK = "to_link", _("to link")
    LINKED = "linked", _("linked")
    SET_ASIDE = "set_aside", _("set aside")


class ItemFacts:
    """What an item and its versions share."""

    id: int
    kind: str
    number: str
    title: str
    subject: str
    text: str
    papers: list[str]

    @property
    def heading(self) -> str:
        """Its shortest name: subject, else title, else its words."""
        return self.subject or self.title or self.text

    @property
    def in_full(self) -> str:
        """All of its words, for who looks for a likeness."""
        return " ".join(dict.fromkeys(filter(None, [self.text, self.subject, self.title])))

    @property
    def official_address(self) -> str:
        """Its page at Parliament, or empty. See `words.official_page`."""
        return words.official_page(self.kind, self.number, self.papers)

    def get_absolute_url(self) -> str:
        """The page of the item in this house."""
        return reverse("parliament_item", args=[self.id])


class ItemAsItStood(ItemFacts, Version):
    """An item as it stood."""

    class Meta:
        abstract = True


class ParliamentItemQuerySet(ConfidentialQuerySet):
    """Items of Parliament."""

    def visible_to(self, user: Any) -> "ParliamentItemQuerySet":
        """Those this user may see."""
        return cast("ParliamentItemQuerySet", super().visible_to(user))

    def decided(self, user: Any) -> "ParliamentItemQuerySet":
        """The items, each with `decision`, one of `Decision`, as far as this user may see the links."""
        linked = Exists(ParliamentLink.objects.visible_to(user).filter(item=OuterRef("pk"), withdrawn=False))
        aside = Exists(SetAside.objects.filter(item=OuterRef("pk")))
        decision = models.Case(
            models.When(linked, then=models.Value(Decision.LINKED)),
            models.When(aside, then=models.Value(Decision.SET_ASIDE)),
            default=models.Value(Decision.TO_LINK),
            output_field=models.CharField(),
        )
        return self.annotate(decision=decision)


@keep_history(ItemAsItStood)
class ParliamentItem(ItemFacts, Confidential):
    """A motion or a commitment in Parliament's words; written by reading its open data, and by nothing else.

    `status_words` is what Parliament says, `status` what that means; `dealt_with` is said of motions only.
    `papers` are a motion's own documents, `letters` those that met a commitment, by number (2025D12415).
    `repeats`, `changes` and `supplements` name other items, by number or else by Parliament's own key.
    `changed_at` is when Parliament last changed it, by Parliament's clock.
    """

    key = models.UUIDField(_("Parliament's key"), null=True, blank=True, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=ItemKindChoice)
    number = models.CharField(_("number at Parliament"), max_length=40, unique=True)
    title = models.TextField(_("title"), blank=True)
    subject = models.TextField(_("subject"), blank=True)
    text = models.TextField(_("text"), blank=True)
    minister = models.CharField(_("promised by"), max_length=200, blank=True)
    function = models.CharField(_("office"), max_length=300, blank=True)
    ministry = models.CharField(_("ministry"), max_length=300, blank=True)
    people = ArrayField(
        models.CharField(max_length=200), verbose_name=_("promised to, or moved by"), default=list, blank=True
    )
    status_words = models.CharField(_("status in Parliament's words"), max_length=60)
    status = models.CharField(_("status at Parliament"), max_length=12, choices=ItemStatusChoice)
    dealt_with = models.BooleanField(_("dealt with by Parliament"), null=True, blank=True)
    deadline = models.DateField(_("deadline at Parliament"), null=True, blank=True)
    made_on = models.DateField(_("made on"), null=True, blank=True)
    activity_number = models.CharField(_("meeting"), max_length=40, blank=True)
    session_year = models.CharField(_("session year"), max_length=20, blank=True)
    opinion = models.CharField(_("cabinet's opinion"), max_length=200, blank=True)
    vote = models.CharField(_("vote"), max_length=200, blank=True)
    papers = ArrayField(models.CharField(max_length=60), verbose_name=_("papers"), default=list, blank=True)
    letters = ArrayField(
        models.CharField(max_length=60), verbose_name=_("letters that met it"), default=list, blank=True
    )
    repeats = ArrayField(models.CharField(max_length=60), verbose_name=_("repeats"), default=list, blank=True)
    changes = ArrayField(models.CharField(max_length=60), verbose_name=_("changes"), default=list, blank=True)
    supplements = ArrayField(
        models.CharField(max_length=60), verbose_name=_("supplements"), default=list, blank=True
    )
    changed_at = models.DateTimeField(_("changed by Parliament"), null=True, blank=True)
    removed = models.BooleanField(_("removed by Parliament"), default=False)
    level = models.CharField(
        _("confidentiality"), max_length=10, choices=LevelChoice, default=LevelChoice.PUBLIC
    )
    words = models.GeneratedField(
        expression=SearchVector("number", "title", "subject", "text", "minister", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ParliamentItemQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        verbose_name = "parliament item"
        ordering = ["-made_on", "-pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(name="item_has_a_number", condition=~Q(number="")),
            models.CheckConstraint(name="item_kind_known", condition=Q(kind__in=list(ItemKind))),
            models.CheckConstraint(
                name="item_status_known",
                condition=Q(kind="motion", status="released")
                | Q(kind="commitment", status__in=["open", "partly_met", "met"]),
            ),
            models.CheckConstraint(name="item_is_public", condition=Q(level=Level.PUBLIC)),
        ]
        indexes = [
            GinIndex(fields=["words"], name="parliament_words"),
            models.Index(fields=["kind", "-made_on"], name="parliament_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.heading}"[:200]


class OfCommitmentAndItem(ConfidentialQuerySet):
    """Links: seen only by those who may see the commitment, and see the item."""

    def visible_to(self, user: Any) -> "OfCommitmentAndItem":
        """Those between records that this user may see."""
        return cast(
            "OfCommitmentAndItem",
            super()
            .visible_to(user)
            .filter(
                commitment__in=Commitment.objects.visible_to(user),
                item__in=ParliamentItem.objects.visible_to(user),
            ),
        )


@keep_history()
class ParliamentLink(Confidential):
    """A commitment of ours and the item of Parliament that is about the same; made by a person.

    One item is the main one of a commitment: under its number Parliament keeps it. A link that was taken
    back stays, `withdrawn`, so that the register can be shown as it was.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="parliament_links")
    item = models.ForeignKey(ParliamentItem, on_delete=models.PROTECT, related_name="links")
    main = models.BooleanField(_("the main one"), default=False)
    withdrawn = models.BooleanField(default=False)
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OfCommitmentAndItem.as_manager()  # type: ignore[misc]

    class Meta(Confidential.Meta):
        verbose_name = "parliament link"
        ordering = ["-main", "on", "pk"]
        constraints = [
            *Confidential.Meta.constraints,
            models.UniqueConstraint(fields=["commitment", "item"], name="parliament_link_once"),
            models.UniqueConstraint(
                fields=["commitment"], condition=Q(main=True), name="parliament_link_one_main"
            ),
            models.CheckConstraint(
                name="parliament_link_main_holds", condition=~Q(main=True, withdrawn=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} = {self.item_id}"


@keep_history()
class SetAside(Confidential):
    """An item that is not for this register, with the reason; stays inside the ministry."""

    item = models.OneToOneField(ParliamentItem, on_delete=models.CASCADE, related_name="set_aside")
    reason = models.TextField(_("reason"))
    on = models.DateField(_("date"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Confidential.Meta):
        verbose_name = "set aside"
        verbose_name_plural = "set aside"
        constraints = [
            *Confidential.Meta.constraints,
            models.CheckConstraint(name="set_aside_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.reason


class ParliamentReading(models.Model):
    """One reading of Parliament's open data that was carried out, or that came to nothing.

    `counts` are those of `taking_in.Outcome`, `refused` the rows that were refused, each with number, why
    and about; `failure` says in a code why nothing was read. Parliament's words only: none of ours.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    counts = models.JSONField(default=dict)
    refused = models.JSONField(default=list)
    failure = models.CharField(max_length=40, blank=True)
    detail = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
