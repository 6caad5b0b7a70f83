# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing one recommendation out of thousands: by a search within the form, which works without script."""

import re
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Person
from praktijk.recommendations.models import Recommendation
from praktijk.recommendations.querysets import matches

#: Recommendations that a search offers; beyond it more words are asked.
MOST_FOUND = 15
_NUMBER = re.compile(r"\d{1,9}")
#: Digits that the key of a record can have.
_KEY = re.compile(r"[0-9]{1,18}")


class PickWidget(forms.RadioSelect):
    """What a search found, to choose from, with the line in which one searches."""

    template_name = "recommendations/pick.html"
    words = ""
    more = False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template draws."""
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"words": self.words, "more": self.more}
        return context


class RecommendationField(forms.ModelChoiceField):
    """One recommendation or none; offers what was chosen before and what was searched for."""

    widget = PickWidget

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Recommendation"))
        options.setdefault("help_text", _("Search by words or by number, then choose."))
        super().__init__(Recommendation.objects.none(), required=False, **options)

    def label_from_instance(self, obj: Recommendation) -> str:
        """Number and title."""
        return f"{obj.number}. {obj.title}"

    def offer(self, user: Person, *, words: str, chosen: Any, document: Any) -> list[Recommendation]:
        """Offer what these words find, of a document where one is chosen; gives the records offered.

        Accepts every recommendation that the user may see.
        """
        self.queryset = seen = Recommendation.objects.visible_to(user)
        found = list(seen.filter(_meant(words)).filter(_of(document))[: MOST_FOUND + 1]) if words else []
        kept = list(seen.filter(pk=key)) if (key := key_in(chosen)) is not None else []
        offered = [*kept, *(one for one in found[:MOST_FOUND] if one not in kept)]
        labels = [(one.pk, self.label_from_instance(one)) for one in offered]
        self.choices = [("", _("none: it stands by itself")), *labels]
        self.widget.words, self.widget.more = words, len(found) > MOST_FOUND
        return offered


def key_in(sent: Any) -> int | None:
    """The key of a record that an address or a form holds, None for what can be none."""
    words = "" if sent is None else str(sent)
    return int(words) if _KEY.fullmatch(words) else None


def words_of(data: Any, name: str) -> tuple[str, bool]:
    """What a form that was sent searches for, and whether it asks to search now instead of to save.

    It does when the button for it was pressed, and when words were typed of which nothing was shown yet.
    """
    words = str(data.get(f"{name}_words") or "").replace("\x00", "").strip()[:200]
    shown = str(data.get(f"{name}_searched") or "").strip()
    return words, "find" in data or bool(words and words != shown)


def _meant(words: str) -> Q:
    return Q(number=int(words)) if _NUMBER.fullmatch(words) else matches(words)


def _of(document: Any) -> Q:
    key = key_in(document)
    return Q() if key is None else Q(document_id=key)
