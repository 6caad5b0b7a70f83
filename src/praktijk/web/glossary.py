# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The terms on the screen with their meaning in plain words."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Term:
    """A term and what it means."""

    word: Any
    meaning: Any

    @property
    def anchor(self) -> str:
        """Its place on the page, in the language of the moment."""
        return slugify(str(self.word))


TERMS = [
    Term(
        _("recommendation"),
        _("Advice on what should be done better, given by evaluators, advisers or other states."),
    ),
    Term(
        _("position"),
        _(
            "What the cabinet says about a recommendation, always with the reason and the words of the "
            "letter that show it."
        ),
    ),
    Term(_("adopted"), _("Position: the cabinet will do what is recommended.")),
    Term(_("already practice"), _("Position: the cabinet says that this is being done already.")),
    Term(
        _("partly adopted"),
        _("Position: the cabinet will do part of it and says which part it leaves out."),
    ),
    Term(
        _("interpreted"),
        _(
            "Position: the cabinet takes the recommendation up in a wider or a narrower sense than it was"
            " written."
        ),
    ),
    Term(_("under examination"), _("Position: the cabinet first looks into it and decides later.")),
    Term(
        _("noted"),
        _(
            "Position: the cabinet has taken notice of it and does not say that it will do it. For a "
            "state under review at the United Nations: the recommendation is not supported."
        ),
    ),
    Term(_("paused"), _("Position: it has been put off until something else is settled.")),
    Term(_("not adopted"), _("Position: the cabinet will not do it, and says why.")),
    Term(_("commitment"), _("A promise to Parliament: what will be done, by which unit, and by when.")),
    Term(
        _("open"),
        _("State of a commitment: nothing has been done yet, or nothing that has been recorded."),
    ),
    Term(_("in progress"), _("State of a commitment: the work has begun.")),
    Term(
        _("delivered, to be verified"),
        _(
            "State of a commitment: the unit says that it is done; a second person still has to see the "
            "evidence."
        ),
    ),
    Term(_("partly settled"), _("State of a commitment: part of it is proven, the rest is still owed.")),
    Term(
        _("settled"),
        _("State of a commitment: a second person has seen the document that shows that it was done."),
    ),
    Term(_("lapsed"), _("State of a commitment: it no longer has to be done; the reason is recorded.")),
    Term(
        _("overdue"),
        _(
            "The last day of the period that was promised has passed without delivery. This is worked out"
            " anew every day, never filled in."
        ),
    ),
    Term(
        _("due window"),
        _("The period in which something was promised. “End of 2025” is 1 October to 31 December 2025."),
    ),
    Term(_("evidence"), _("A document or a link that shows that a promise was kept.")),
    Term(
        _("as known on"),
        _("The page as it stood at the end of that day: what was recorded later is left out."),
    ),
    Term(
        _("passage"),
        _("The words of a letter on which a record rests. From each record one click opens them."),
    ),
    Term(_("theme"), _("The subject under which recommendations and commitments stand together.")),
    Term(
        _("unit"),
        _("The part of the ministry that owns a commitment: a directorate, a post or an agency."),
    ),
    Term(_("post"), _("An embassy, a consulate or a permanent representation.")),
    Term(
        _("government response"),
        _("The letter in which the cabinet says what it will do with an evaluation or an advice."),
    ),
    Term(
        _("parliamentary paper"),
        _("A document of Parliament with a number, such as Kamerstuk 32735, nr. 403: file 32735, paper 403."),
    ),
    Term(_("motion"), _("A request of Parliament to the cabinet that was voted on.")),
    Term(
        _("UPR (Universal Periodic Review)"),
        _(
            "The review at the United Nations in which states look at each other's human rights every "
            "four to five years."
        ),
    ),
    Term(
        _("state under review"),
        _(
            "The state whose human rights are looked at in a session of the UPR. It answers each "
            "recommendation."
        ),
    ),
    Term(_("recommending state"), _("A state that makes a recommendation to another in the UPR.")),
    Term(
        _("cycle"),
        _("A round of the UPR in which every state is reviewed once. The fourth runs from 2022 to 2027."),
    ),
    Term(
        _("session"),
        _("Two weeks in which some fourteen states are reviewed in the UPR; there are three a year."),
    ),
    Term(
        _("supported"),
        _(
            "What a state under review answers when it accepts a recommendation; “in part” where it left "
            "something out."
        ),
    ),
    Term(
        _("special procedures"),
        _("Independent experts whom the Human Rights Council asks to look at a theme or a country."),
    ),
    Term(
        _("assessment"),
        _(
            "What became of a recommendation on a day, in the view of who looked: from regressed to "
            "implemented. A new one never replaces an older one; both stay."
        ),
    ),
    Term(_("next look"), _("The day on which somebody will look again at what became of a recommendation.")),
    Term(
        _("cluster"),
        _("Recommendations that ask the same of the same state, by whom and whenever they were made."),
    ),
    Term(
        _("advance questions"),
        _("Questions that states hand in before a review, so that the state under review can prepare."),
    ),
    Term(
        _("treaty bodies"),
        _(
            "Committees of independent experts that watch over the human-rights treaties of the United "
            "Nations."
        ),
    ),
    Term(
        _("concluding observations"),
        _("What a treaty body concludes and recommends after it has reviewed a state."),
    ),
    Term(
        _("ODA (official development assistance)"),
        _("Spending on development that meets the international definition."),
    ),
    Term(
        _("IOB"),
        _(
            "The evaluation service of the Dutch Ministry of Foreign Affairs. It judges independently how"
            " policy worked."
        ),
    ),
    Term(
        _("AIV"),
        _("The Advisory Council on International Affairs, which advises the Dutch cabinet and Parliament."),
    ),
    Term(_("restricted"), _("Only members of the units that are named may see it.")),
    Term(_("internal"), _("For people of the ministry; not for Parliament and the public.")),
    Term(_("public"), _("May go into reports to Parliament.")),
    Term(
        _("illustrative"),
        _("Made up to show how the system works. It is no fact about anyone and can be wiped in one go."),
    ),
    Term(
        _("audit trail"),
        _("The list of who did what to which record, from where and with what result. Nobody can change it."),
    ),
    Term(_("scope"), _("How far a role reaches: everything, one unit, one post, or some countries.")),
]


def in_order() -> list[Term]:
    """The terms in the order of the alphabet, in the language of the moment."""
    return sorted(TERMS, key=lambda term: str(term.word).casefold())
