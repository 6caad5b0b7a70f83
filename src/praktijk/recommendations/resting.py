# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the register shows on the page of a document: its records in their passages, and the way to more."""

from django.urls import reverse
from django.utils.translation import gettext as _

from praktijk.access.models import Person
from praktijk.access.roles import Permission
from praktijk.recommendations.intake.models import LetterReading
from praktijk.recommendations.models import Answer, Commitment, Recommendation
from praktijk.recommendations.rules import AnswerKind
from praktijk.sources.models import Document, Passage
from praktijk.sources.resting import Resting, Step


class RegisterOnDocuments:
    """The register, as `praktijk.sources.resting` asks for it."""

    def resting(self, document: Document, user: Person) -> list[Resting]:
        """Recommendations, positions and commitments with a passage in this document, and what it answers."""
        recommendations = (
            Recommendation.objects.visible_to(user)
            .filter(document=document)
            .select_related("passage", "position_passage")
        )
        commitments = Commitment.objects.visible_to(user).filter(document=document).select_related("passage")
        found = []
        for one in recommendations:
            found += _on(one.passage, "rec", _("recommendation"), one)
            found += _on(one.position_passage, "pos", _("position on recommendation"), one)
        for promise in commitments:
            found += _on(promise.passage, "com", _("commitment"), promise)
        # What replaces an earlier promise is a commitment of this document itself.
        answers = (
            Answer.objects.visible_to(user)
            .filter(document=document, kind__in=[AnswerKind.SETTLES, AnswerKind.MOVES])
            .select_related("passage", "commitment")
        )
        for answer in answers:
            found += _on(answer.passage, "com", _("answers the earlier commitment"), answer.commitment)
        return found

    def steps(self, document: Document, user: Person) -> list[Step]:
        """Going on with its reading, or reading its own file; and its part of the register."""
        steps = []
        if user.may(Permission.READ_LETTERS):
            reading = LetterReading.objects.visible_to(user).filter(document=document).first()
            if reading is not None:
                steps.append(Step(_("What the reader found"), reading.get_absolute_url()))
            elif not document.text and document.sha256:
                steps.append(Step(_("Read its own file"), f"{reverse('reading')}?document={document.pk}"))
        steps.append(Step(_("In the register"), f"{reverse('register')}?document={document.pk}"))
        return steps


def _on(passage: Passage | None, kind: str, word: str, record: Recommendation | Commitment) -> list[Resting]:
    if passage is None:
        return []
    return [
        Resting(
            start=passage.start,
            end=passage.end,
            passage=passage.pk,
            kind=kind,
            label=str(record.number),
            word=word,
            title=record.title,
            href=record.get_absolute_url(),
            record=record,
        )
    ]
