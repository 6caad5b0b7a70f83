# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The refusals of promises that follow each other, in words that help."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.chain.rules import Unfit, Unsplittable

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

OUT_OF_REACH = _(
    "The earlier promise is out of your reach by now. Choose another one, or ask a co-ordinator."
)
_REFUSALS: "dict[str, str | _StrPromise]" = {
    Unfit.CLOSED: _(
        "The earlier promise %(promise)s is closed: %(state)s. Reopen it first, or leave it out here."
    ),
    Unfit.DELIVERED: _(
        "The earlier promise %(promise)s is delivered already and waits for verification. Add this letter "
        "to it as a note instead."
    ),
    Unfit.NO_TERM: _("This letter names no new term. Fill in “due by” first, or choose another answer."),
    Unfit.SAME_TERM: _("The earlier promise %(promise)s has this term already: nothing would move."),
    Unfit.NOT_EARLIER: _("Promise %(promise)s is not from an earlier letter."),
    Unfit.MADE_UP: _("A made-up letter cannot answer a real promise."),
    "answer_out_of_reach": OUT_OF_REACH,
    "answered_by_it": _(
        "This letter has answered promise %(promise)s already, in this or in another file of it."
    ),
    Unsplittable.STATE: _("Only what is still to be delivered can be split; this is %(state)s."),
    Unsplittable.TOO_FEW: _("Describe at least two parts."),
    Unsplittable.ALIKE: _("Two parts have the same words. Say what each of them is."),
    "split_no_words": _("Give this part words in Dutch or in English."),
    "split_before_promise": _("This lies before the promise itself: the letter is of %(day)s."),
    "split_window": _("The window ends before it begins."),
    "split_no_reason": _("Say why: this step asks for a reason."),
    "split_words_only": _("The words of the term change with its dates: give this part another window too."),
}


def refused(code: str, *, field: str = "", **values: object) -> ValidationError:
    """The refusal with this code, beside `field` where one is named."""
    error = ValidationError(_REFUSALS[code], code=str(code), params=values or None)
    return ValidationError({field: error}) if field else error
