# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A digest in words, in the language of the moment.

Of a restricted commitment there are no words: only that there is one, its dates, and the way to its page.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from praktijk.access.publication import Level
from praktijk.recommendations.notices.digests import Digest, Item, News
from praktijk.recommendations.notices.rules import Stage
from praktijk.recommendations.notices.wording import plain, title_of, what
from praktijk.recommendations.work.rules import NextStep
from praktijk.web.addresses import absolute
from praktijk.web.dates import day, long_day, number


@dataclass(frozen=True)
class Entry:
    """A commitment in a letter: its title, what there is to say, and where it is found."""

    title: str
    lines: list[str]
    address: str


@dataclass(frozen=True)
class Group:
    """Entries of one kind under a heading."""

    heading: str
    entries: list[Entry]


@dataclass(frozen=True)
class Letter:
    """What a mail says, before it is laid out as text or HTML."""

    subject: str
    greeting: str
    lead: str
    groups: list[Group]
    closing: list[str]
    links: list[tuple[str, str]]


def letter_of(digest: Digest) -> Letter:
    """The digest in words."""
    by_stage = {stage: [item for item in digest.items if item.stage is stage] for stage in Stage}
    waiting = [*by_stage[Stage.WAITS_LONG], *by_stage[Stage.WAITS]]
    due = [
        Group(heading, [_reminder(item, digest) for item in items])
        for heading, items in (
            (_("Overdue"), by_stage[Stage.OVERDUE]),
            (_("Due today"), by_stage[Stage.TODAY]),
            (_("Due within 30 days"), by_stage[Stage.AHEAD]),
            (_("Waits for your verification"), waiting),
        )
        if items
    ]
    news = [Group(_("What changed"), [_news(one) for one in digest.news])] if digest.news else []
    closing = []
    if by_stage[Stage.TODAY] or by_stage[Stage.AHEAD]:
        closing.append(
            _("Will it take longer than the term? Have the deadline moved before it ends, with the reason.")
        )
    elif by_stage[Stage.OVERDUE]:
        closing.append(_("A deadline that has passed can still be moved, with the reason."))
    closing.append(
        _("Reminders of terms always come, each once. How often you get news by mail is your own choice.")
    )
    return Letter(
        subject="Praktijk: " + ", ".join(_short(by_stage, waiting, digest.news)),
        greeting=_("Dear %(name)s,") % {"name": plain(digest.person.name)},
        lead=" ".join(_sentences(by_stage, waiting, digest.news)),
        groups=due + news,
        closing=closing,
        links=[
            (_("All your work"), absolute(reverse("my_work"))),
            (_("How often you get mail"), absolute(reverse("notice_settings"))),
        ],
    )


def when(item: Item, on: date) -> str:
    """When the term ends or ended, or since when the delivery waits, in a sentence."""
    if item.since is not None:
        return _since(item, on)
    latest = item.commitment.due_latest
    days = abs((latest - on).days)
    facts = {"day": long_day(latest), "days": number(days)}
    if item.stage is Stage.TODAY:
        return _("The term ends today, %(day)s.") % facts
    if item.stage is Stage.OVERDUE:
        if days == 1:
            return _("The term ended yesterday, %(day)s.") % facts
        return _("The term ended %(days)s days ago, on %(day)s.") % facts
    if days == 1:
        return _("The term ends tomorrow, %(day)s.") % facts
    return _("The term ends in %(days)s days, on %(day)s.") % facts


def _since(item: Item, on: date) -> str:
    assert item.since is not None
    by = item.commitment.delivered_by
    facts = {"day": long_day(item.since), "name": plain(by.name) if by else ""}
    if by is None or item.commitment.level == Level.RESTRICTED:
        return _("Delivered on %(day)s.") % facts
    return _("Delivered on %(day)s by %(name)s.") % facts


def _reminder(item: Item, digest: Digest) -> Entry:
    commitment = item.commitment
    lines = [when(item, digest.on)]
    if item.since is None:
        owns = commitment.owner_id == digest.person.pk
        lines[0] += " " + (_("You are the owner.") if owns else _("You are the deputy."))
    lines.append(
        {
            NextStep.VERIFY: _("Next: look at the evidence, and settle it or send it back."),
            NextStep.ANSWER: _("Next: an update was asked of you; answer with a note."),
            NextStep.DELIVER: _("Next: there is evidence, so say that it is delivered."),
        }.get(item.step, _("Next: add a note with what was done and the evidence of it."))
    )
    return Entry(title_of(commitment), lines, absolute(commitment.get_absolute_url()))


def _news(news: News) -> Entry:
    commitment = news.commitment
    hidden = commitment.level == Level.RESTRICTED
    lines = [f"{day(notice.at)}: {what(notice, hidden=hidden)}" for notice in news.notices]
    return Entry(title_of(commitment), list(dict.fromkeys(lines)), absolute(commitment.get_absolute_url()))


def _short(by_stage: dict[Stage, list[Item]], waiting: list[Item], news: list[News]) -> list[str]:
    """The counts for the subject, which never holds a title or a name."""
    late = len(by_stage[Stage.OVERDUE])
    parts = (
        (ngettext("%(count)s overdue", "%(count)s overdue", late), late),
        (_("%(count)s due today"), len(by_stage[Stage.TODAY])),
        (_("%(count)s due within 30 days"), len(by_stage[Stage.AHEAD])),
        (_("%(count)s to verify"), len(waiting)),
        (_("news of %(count)s"), len(news)),
    )
    return [words % {"count": number(count)} for words, count in parts if count]


def _sentences(by_stage: dict[Stage, list[Item]], waiting: list[Item], news: list[News]) -> list[str]:
    late, today, ahead = (len(by_stage[stage]) for stage in (Stage.OVERDUE, Stage.TODAY, Stage.AHEAD))
    parts = (
        (
            ngettext(
                "%(count)s commitment of yours is overdue.",
                "%(count)s commitments of yours are overdue.",
                late,
            ),
            late,
        ),
        (
            ngettext(
                "The term of %(count)s commitment ends today.",
                "The terms of %(count)s commitments end today.",
                today,
            ),
            today,
        ),
        (
            ngettext(
                "%(count)s commitment is due within 30 days.",
                "%(count)s commitments are due within 30 days.",
                ahead,
            ),
            ahead,
        ),
        (
            ngettext(
                "%(count)s delivery waits for your verification.",
                "%(count)s deliveries wait for your verification.",
                len(waiting),
            ),
            len(waiting),
        ),
        (
            ngettext(
                "There is news of %(count)s commitment.", "There is news of %(count)s commitments.", len(news)
            ),
            len(news),
        ),
    )
    return [words % {"count": number(count)} for words, count in parts if count]


def ministry() -> str:
    """The ministry's name, in the language of the moment."""
    return settings.MINISTRY[(get_language() or "nl")[:2]]
