# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the reader's codes, and the refusals of this room, are in words that help."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Why a file could not be read, and what to do: one for each code of the reader.
UNREADABLE: dict[str, "str | _StrPromise"] = {
    "at_work": gettext_lazy(
        "Several letters are being read at this moment. Nothing is wrong with yours: try again in a minute."
    ),
    "broken_file": gettext_lazy(
        "This file is damaged or incomplete. Open it in its own program, save it again and try once more."
    ),
    "cannot_open": gettext_lazy("This file could not be opened. Choose it again."),
    "empty": gettext_lazy("There is no text in this file. Did you choose the right one?"),
    "no_letter": gettext_lazy(
        "This does not look like a government's response: nothing in it was recommended or promised. "
        "It was not kept. Choose the letter itself."
    ),
    "no_text_in_pdf": gettext_lazy(
        "There is no text in this PDF, only pictures of pages: it was probably scanned. "
        "Ask for the original, or have the text recognised first."
    ),
    "password_protected": gettext_lazy(
        "This file is protected with a password. Save it without the password and try again."
    ),
    "too_deep": gettext_lazy(
        "This file is built in a way that no ordinary letter is. Save it as text and try again."
    ),
    "too_heavy": gettext_lazy(
        "Reading this file asks too much of the machine. Save it as text and try again."
    ),
    "too_large": gettext_lazy(
        "This file is too large: at most %(limit)s MB is read. Leave out pictures or annexes."
    ),
    "too_long": gettext_lazy("The text of this file is too long to be one letter. Leave out the annexes."),
    "too_many_pages": gettext_lazy(
        "This PDF has %(pages)s pages; at most %(page_limit)s are read. Leave out the annexes."
    ),
    "too_slow": gettext_lazy("Reading this file took too long. Save it as text and try again."),
    "unknown_encoding": gettext_lazy(
        "It cannot be told in which encoding this text was written. Save it as UTF-8 and try again."
    ),
    "unknown_format": gettext_lazy(
        "This kind of file cannot be read. Choose a .txt, .docx, .odt, .html, .xml or .pdf file."
    ),
    "unsafe_xml": gettext_lazy(
        "This file contains definitions that are not accepted, because they can do harm. "
        "Save it as text and try again."
    ),
    "zip_bomb": gettext_lazy(
        "This file unpacks to far more than an ordinary document and was not opened. "
        "Save it as text and try again."
    ),
}

#: What the reader is not sure of.
DOUBTS: dict[str, "str | _StrPromise"] = {
    "conditional": gettext_lazy("it depends on a condition"),
    "no_owner": gettext_lazy("the letter does not say who does it"),
    "no_position_words": gettext_lazy("no words show a position"),
    "only_expected": gettext_lazy("it is expected rather than promised"),
    "position_inherited": gettext_lazy("the position is that of the recommendation beside it"),
    "two_positions": gettext_lazy("the words show two positions"),
    "weak_statement": gettext_lazy("it may not be a recommendation"),
    "weak_wording": gettext_lazy("the words are weak"),
    "year_derived": gettext_lazy("the year follows from the date of the letter"),
}

_REFUSALS: dict[str, "str | _StrPromise"] = {
    "stale": gettext_lazy(
        "Number %(number)s was decided on by somebody else, or in another window, since you opened "
        "this page. Nothing was changed. This is how it stands now."
    ),
    "no_such_proposal": gettext_lazy("This proposal is not part of this letter."),
    "join_itself": gettext_lazy("Choose another proposal to join it with."),
    "join_kinds": gettext_lazy("A recommendation and a commitment cannot be joined."),
    "split_outside": gettext_lazy("Choose a place within the words, with words on both sides."),
    "too_many_parts": gettext_lazy("This has been split too often. Change one of the parts instead."),
    "undo_other": gettext_lazy(
        "Something else has been decided since you opened this page. Nothing was taken back. "
        "Look at it again first."
    ),
    "not_in_letter": gettext_lazy("These words do not stand in the letter. Copy them from it."),
    "window": gettext_lazy("The window ends before it begins."),
    "no_title": gettext_lazy("Say in your own words what it is, in Dutch or in English."),
    "not_own_unit": gettext_lazy("Name at least one of your own units, or you could not see it yourself."),
    "other_file": gettext_lazy(
        "This is another file than the one in which the places of this document were counted. "
        "Choose that very file, or read this one as a letter of its own."
    ),
    "known_elsewhere": gettext_lazy(
        "This file cannot be kept here: it is known already in a part of the house that you cannot see."
    ),
    "nothing_chosen": gettext_lazy("Choose at least one."),
    "answers_nothing": gettext_lazy("Only a commitment can answer an earlier promise."),
    "not_entered": gettext_lazy("Nothing was entered. Number %(number)s: %(why)s"),
    "entered_before": gettext_lazy(
        "Nothing was entered. Number %(number)s is in the register already, from the same letter in another "
        "file: reject it, or leave it out here."
    ),
    "changed_since_listed": gettext_lazy(
        "Some of these have changed since you opened this list. Nothing was entered. "
        "This is how they stand now."
    ),
}


def unreadable_in_words(code: str, details: Mapping[str, object]) -> str:
    """Why a file could not be read and what to do, for a code of the reader, known or not."""
    line = str(UNREADABLE.get(code) or _("This file could not be read. Save it as text and try again."))
    return line % {
        "limit": 25,
        "pages": details.get("pages", ""),
        "page_limit": details.get("limit", ""),
    }


def doubts_in_words(doubts: list[str]) -> list[str]:
    """What the reader is not sure of; a doubt without words of its own is left out."""
    return [str(DOUBTS[doubt]) for doubt in doubts if doubt in DOUBTS]


def refused(code: str, *, field: str = "", **values: object) -> ValidationError:
    """The refusal with this code, beside `field` where one is named."""
    error = ValidationError(_REFUSALS[code], code=code, params=values or None)
    return ValidationError({field: error}) if field else error
