# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A canary in every confidential kind of record, and who may see each of them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from praktijk.access.acting import System
from praktijk.access.models import AuditEvent, Person, Unit
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.assigning.handing_over import hand_over
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.bulk.models import BulkAct, UpdateRequest
from praktijk.recommendations.conversation.models import Comment
from praktijk.recommendations.intake.models import Decision, LetterProposal, LetterReading
from praktijk.recommendations.models import Answer, Commitment, CommitmentLink, DueMove, ProgressNote
from praktijk.recommendations.parliament.models import ParliamentItem, ParliamentLink, SetAside
from praktijk.recommendations.saved_views.models import SavedView
from praktijk.recommendations.un.saved.models import SavedSearch
from praktijk.reference.models import Theme
from praktijk.sources import originals
from praktijk.sources.actions import fingerprint
from praktijk.sources.models import Document
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    PassageFactory,
    PersonFactory,
    RecommendationFactory,
    ThemeFactory,
    UnitFactory,
)
from tests.matrix.viewers import LETTERS, PEOPLE, REGISTER, Viewer

#: A word in every title and text, so that a search for it finds all that may be found.
WORD = "vogelkooi"


@dataclass(frozen=True)
class Canary:
    """A token that stands in one place only, and who may see it.

    `unit` is the unit of the record it stands in (None: of no unit); `shown` is False for what no page shows.
    """

    token: str
    roles: frozenset[Role]
    restricted: bool = False
    unit: str | None = None
    belongs_to_units: bool = False
    shown: bool = True

    def may_be_seen_by(self, viewer: Viewer) -> bool:
        """By the rules as DESIGN.md has them, written down a second time."""
        if not self.shown or not viewer.may(self.roles):
            return False
        if self.restricted and not viewer.member:
            return False
        return not (self.belongs_to_units and viewer.scope and viewer.scope != self.unit)


@dataclass
class World:
    """What was planted: canaries by token, units by code, and the keys of records by name."""

    canaries: dict[str, Canary] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    theme: Theme | None = None
    author: Person | None = None

    def plant(self, token: str, roles: frozenset[Role], **about: Any) -> str:
        """A text with a new canary in it."""
        marked = f"zqx{token}zqx"
        self.canaries[marked] = Canary(marked, roles, **about)
        return f"{WORD} {marked}"


def planted() -> World:
    """Records of every kind and level, with a canary in each of their texts."""
    world = World()
    for code in ("HIER", "DAAR", "GEHEIM"):
        world.units[code] = UnitFactory(code=code, countries=["KE"] if code == "DAAR" else [])
    world.theme = ThemeFactory(key="thema")
    world.author = PersonFactory(name="Iemand")
    for level in (Level.INTERNAL, Level.RESTRICTED):
        _plant_documents(world, level)
    for level in (Level.PUBLIC, Level.INTERNAL, Level.RESTRICTED):
        for code in ("HIER", "DAAR"):
            _plant_commitment(world, level, code)
    _plant_link(world)
    _plant_parliament(world)
    _plant_people(world)
    _plant_view(world)
    _plant_search(world)
    _plant_bulk_acts(world)
    return world


def _level(world: World, level: Level) -> dict[str, Any]:
    units = [world.units["GEHEIM"].pk] if level is Level.RESTRICTED else []
    return {"level": level, "restricted_to": units}


def _plant_documents(world: World, level: Level) -> None:
    """A letter, its file, its reading, and a recommendation more open than the letter it stands in."""
    name, restricted = level.value, level is Level.RESTRICTED
    about = {"restricted": restricted}
    text = world.plant(f"lettertext{name}", REGISTER, **about) + " en wij nemen dat over."
    file = world.plant(f"letterfile{name}", REGISTER, **about).encode()
    originals.keep(fingerprint(file), file)
    document = DocumentFactory(
        **_level(world, level),
        title_nl=world.plant(f"lettertitle{name}", REGISTER, **about),
        title_en="",
        identifier=f"kst-zqxletterid{name}zqx",
        text=text,
        characters=len(text),
        sha256=fingerprint(file),
        file_name="brief.txt",
    )
    world.canaries[f"zqxletterid{name}zqx"] = Canary(f"zqxletterid{name}zqx", REGISTER, **about)
    world.keys[f"document-{name}"] = document.pk
    passage = PassageFactory(document=document, start=0, end=len(text))
    recommendation = RecommendationFactory(
        **_level(world, level),
        document=document,
        passage=passage,
        position_passage=passage,
        title_nl=world.plant(f"advice{name}", REGISTER, **about),
        title_en="",
        reason_nl=world.plant(f"advicereason{name}", REGISTER, **about),
        theme=world.theme,
    )
    world.keys[f"recommendation-{name}"] = recommendation.pk
    # The record is public, the letter it stands in is not: its words and title stay inside.
    open_one = RecommendationFactory(
        document=document, passage=passage, position_passage=passage, level=Level.PUBLIC, title_nl="Openbaar"
    )
    world.keys[f"recommendation-open-in-{name}"] = open_one.pk
    reading = LetterReading.objects.create(document=document, **_level(world, level))
    world.keys[f"reading-{name}"] = reading.pk
    proposal = LetterProposal.objects.create(
        **_level(world, level),
        reading=reading,
        label="1",
        kind="commitment",
        start=0,
        end=len(text),
        title_nl=world.plant(f"proposal{name}", LETTERS, **about),
        owner=world.plant(f"proposalowner{name}", LETTERS, **about),
        confidence=0.9,
    )
    world.keys[f"proposal-{name}"] = proposal.pk
    Decision.objects.create(
        reading=reading,
        kind=Decision.Kind.ACCEPT,
        touched=[proposal.pk],
        before={"title": world.plant(f"decision{name}", LETTERS, shown=False)},
    )


def _plant_commitment(world: World, level: Level, code: str) -> None:
    """A commitment of a unit with a note, a file and a moved deadline; notes are never less confidential."""
    name = f"{level.value}{code.lower()}"
    about = {"unit": code, "belongs_to_units": True, "restricted": level is Level.RESTRICTED}
    public = level is Level.PUBLIC
    commitment = CommitmentFactory(
        **_level(world, level),
        recommendation=None,
        theme=world.theme,
        document=DocumentFactory(level=Level.PUBLIC),
        unit=world.units[code],
        title_nl="Openbare toezegging" if public else world.plant(f"promise{name}", REGISTER, **about),
        title_en="",
        due_latest=date(2025, 12, 31),
        state_reason="" if public else world.plant(f"why{name}", REGISTER, **about),
    )
    world.keys[f"commitment-{name}"] = commitment.pk
    _plant_hand_over(world, commitment, world.plant(f"handover{name}", REGISTER, **about))
    note = ProgressNote(
        **_level(world, Level.INTERNAL if public else level),
        commitment=commitment,
        on=date(2026, 1, 2),
        text_nl=world.plant(f"note{name}", REGISTER, **about),
        evidence_title=world.plant(f"evidence{name}", REGISTER, **about),
        evidence_address=f"https://example.org/zqxaddress{name}zqx",
    )
    world.canaries[f"zqxaddress{name}zqx"] = Canary(f"zqxaddress{name}zqx", REGISTER, **about)
    content = world.plant(f"file{name}", REGISTER, **about).encode()
    note.evidence_sha256 = fingerprint(content)
    note.evidence_file.save("bewijs.txt", ContentFile(content), save=False)
    note.save()
    world.keys[f"evidence-{name}"] = note.pk
    comment = Comment.objects.create(
        **_level(world, Level.INTERNAL if public else level),
        commitment=commitment,
        author=world.author,
        at=timezone.now(),
        text=world.plant(f"comment{name}", REGISTER, **about),
    )
    world.keys[f"comment-{name}"] = comment.pk
    item = ParliamentItem.objects.create(
        number=f"TZ2099{len(world.keys):02}-001",
        kind="commitment",
        status="open",
        status_words="Openstaand",
        text=f"{WORD} {name}",
    )
    link = ParliamentLink.objects.create(
        **_level(world, Level.INTERNAL if public else level),
        commitment=commitment,
        item=item,
        on=date(2026, 1, 2),
    )
    world.keys |= {f"item-{name}": item.pk, f"commitment-parliament-{name}": link.pk}
    if not public:
        # What is open gets its request from who tries to ask.
        UpdateRequest.objects.create(
            **_level(world, level),
            commitment=commitment,
            asked_of=world.author,
            by=world.author,
            at=timezone.now(),
            words=world.plant(f"asked{name}", REGISTER, **about),
        )
    DueMove.objects.create(
        **_level(world, Level.INTERNAL if public else level),
        commitment=commitment,
        on=date(2026, 1, 3),
        old_latest=date(2025, 6, 30),
        reason=world.plant(f"moved{name}", REGISTER, **about),
    )


def _plant_hand_over(world: World, commitment: Commitment, note: str) -> None:
    """A commitment that went from one to another, with a note."""
    everywhere = list(world.units.values())
    keeper = PersonFactory(name="Iemand die gaat", role=Role.POLICY_OFFICER, units=everywhere)
    successor = PersonFactory(name="Iemand die komt", role=Role.POLICY_OFFICER, units=everywhere)
    Commitment.objects.filter(pk=commitment.pk).update(owner=keeper)
    done = hand_over(by=System("planting"), leaving=keeper, successors={Seat.OWNER: successor}, note=note)
    name = f"{commitment.level}{commitment.unit.code.lower()}"
    world.keys |= {f"handover-{name}": done.pk, f"holder-{name}": successor.pk, "keeper": keeper.pk}


def _plant_link(world: World) -> None:
    """A link from what everybody may see to what is restricted."""
    earlier, later = world.keys["commitment-internalhier"], world.keys["commitment-restrictedhier"]
    link = CommitmentLink.objects.create(earlier_id=earlier, later_id=later, on=date(2026, 1, 2))
    world.keys["link"] = link.pk
    # One line of events, of which some see the first part only; and a letter that says so.
    CommitmentLink.objects.create(
        earlier_id=earlier, later_id=later, kind=CommitmentLink.Kind.REPLACES, on=date(2026, 1, 2)
    )
    secret = Document.objects.get(pk=world.keys["document-restricted"])
    Answer.objects.create(
        **_level(world, Level.RESTRICTED),
        commitment_id=earlier,
        document=secret,
        passage=secret.passages.get(),
        kind="replaces",
        later_id=later,
        on=date(2026, 1, 2),
    )
    LetterProposal.objects.filter(pk=world.keys["proposal-internal"]).update(
        answers=later, answer_kind="settles"
    )


def _plant_parliament(world: World) -> None:
    """An item that nobody linked, and one that was set aside for a reason that stays inside."""
    about = {"kind": "commitment", "status": "open", "status_words": "Openstaand"}
    waiting = ParliamentItem.objects.create(
        number="TZ209999-001", text=f"{WORD} Openbare toezegging", **about
    )
    aside = ParliamentItem.objects.create(number="TZ209999-002", text=WORD, **about)
    SetAside.objects.create(item=aside, reason=world.plant("aside", REGISTER), on=date(2026, 1, 2))
    world.keys |= {"item-waiting": waiting.pk, "item-aside": aside.pk}
    # It is linked to, and made into, a commitment of this unit.
    world.keys["commitment-to-parliament-hier"] = waiting.pk


def _plant_bulk_acts(world: World) -> None:
    """Acts on all commitments: one that somebody only looked at, and one that was done.

    What was typed is for who typed it; which promises they are about is for who may see those.
    """
    keys = [key for name, key in world.keys.items() if name.startswith("commitment-")]
    for name, done_at in (("prepared", None), ("done", timezone.now())):
        act = BulkAct.objects.create(
            by=world.author,
            kind=BulkAct.Kind.ASK,
            values={"words": world.plant(f"bulkwords{name}", frozenset(Role), shown=False)},
            query=f"q=zqxbulkquery{name}zqx",
            prepared_at=timezone.now(),
            changing=keys,
            seen=keys,
            made=keys if done_at else [],
            done_at=done_at,
        )
        typed = f"zqxbulkquery{name}zqx"
        world.canaries[typed] = Canary(typed, frozenset(Role), shown=False)
        world.keys[f"bulk-{name}"] = act.pk


def _plant_people(world: World) -> None:
    """An account, and an event of the trail with details that no page shows."""
    person = PersonFactory(
        email="zqxemailzqx@example.org", name=world.plant("person", PEOPLE), role=Role.READER
    )
    world.canaries["zqxemailzqx"] = Canary("zqxemailzqx", PEOPLE)
    world.keys["person"] = person.pk
    world.keys["assignment"] = person.role_assignments.get().pk
    AuditEvent.objects.create(
        actor="iemand", action="x", details={"was": world.plant("details", frozenset(Role), shown=False)}
    )


def _plant_view(world: World) -> None:
    """A view that its owner shares with a unit: its name is for who uses the register and belongs there."""
    owner = PersonFactory(name="Iemand van Geheim", units=[world.units["GEHEIM"]])
    view = SavedView.objects.create(
        person=owner,
        name=world.plant("view", REGISTER, restricted=True),
        query="overdue=on",
        shared_with=world.units["GEHEIM"],
    )
    world.keys["view"] = view.pk


def _plant_search(world: World) -> None:
    """A search that somebody keeps: what they look for is nobody else's business."""
    kept = SavedSearch.objects.create(
        person=PersonFactory(name="Iemand die zoekt"),
        name=world.plant("saved-search", frozenset(), shown=False),
        query="q=water",
        seen_up_to=0,
        seen_at=timezone.now(),
        count_then=0,
    )
    world.keys["saved-search"] = kept.pk


def note_with_file() -> SimpleUploadedFile:
    """A file that may be kept as evidence."""
    return SimpleUploadedFile("bewijs.txt", b"Er is iets gedaan.")
