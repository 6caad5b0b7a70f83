# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of what people say to each other about a promise."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from praktijk.access.acting import Denied, acting, hold
from praktijk.access.models import Person
from praktijk.access.publication import Level
from praktijk.access.roles import Permission
from praktijk.recommendations.conversation import rules
from praktijk.recommendations.conversation.models import Comment
from praktijk.recommendations.conversation.queries import who_may_read
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.actions import concerned, tell
from praktijk.recommendations.notices.models import Notice

#: The same words by the same person within this time are one comment, sent twice by a slip of the hand.
_SENT_TWICE = timedelta(minutes=1)


def add_comment(
    *,
    by: Person,
    commitment: Commitment,
    text: str,
    also: Iterable[Person] = (),
    now: datetime | None = None,
) -> Comment:
    """Say something about a commitment to those who may see it.

    Who is named in the text ("@Name", "@name@example.org") or in `also` is told; so are those who look
    after the commitment or wrote here before. A comment is restricted as its commitment is, and internal
    otherwise. Raises ValidationError for a text that is empty or longer than `rules.LONGEST`, and for a
    name that means nobody, more than one, or somebody who may not see the commitment.
    """
    needs = Permission.VIEW_REGISTER
    at = now or timezone.now()
    with acting("comment.add", by=by, needs=needs, on=commitment, now=now) as act:
        commitment = hold(commitment, act, by=by, needs=needs)
        words = text.replace("\r\n", "\n").strip()
        if not words:
            raise ValidationError({"text": _("Write what you want to say.")})
        if len(words) > rules.LONGEST:
            raise ValidationError(
                {"text": _("A comment has at most %(most)s characters.") % {"most": rules.LONGEST}}
            )
        named = _named(words, also, commitment)
        before = Comment.objects.filter(commitment=commitment)
        if twice := before.filter(author=by, text=words, at__gt=at - _SENT_TWICE, at__lte=at).first():
            act.record, act.details = twice, {"commitment": commitment.pk, "again": True}
            return twice
        restricted = commitment.level == Level.RESTRICTED
        comment = Comment(
            commitment=commitment,
            author=by,
            at=at,
            text=words,
            told=[person.pk for person in named],
            level=Level.RESTRICTED if restricted else Level.INTERNAL,
            restricted_to=commitment.restricted_to if restricted else [],
            illustrative=commitment.illustrative,
        )
        comment.full_clean()
        wrote = list(Person.objects.filter(pk__in=before.order_by().values("author")))
        comment.save()
        act.record, act.details = comment, {"commitment": commitment.pk}
        about = {"comment": comment.pk}
        tell(by=by, commitment=commitment, kind=Notice.Kind.MENTIONED, to=named, details=about, now=now)
        others = [person for person in [*concerned(commitment), *wrote] if person not in named]
        tell(by=by, commitment=commitment, kind=Notice.Kind.COMMENT, to=others, details=about, now=now)
    return comment


def withdraw_comment(*, by: Person, comment: Comment, now: datetime | None = None) -> Comment:
    """Take back what one said oneself; that something was said, when and by whom, stays.

    Notices of it that were neither mailed nor seen go; one that is being mailed at this moment is not waited
    for. Raises PermissionDenied for somebody else's comment. Withdrawing twice changes nothing.
    """
    needs = Permission.VIEW_REGISTER
    with acting("comment.withdraw", by=by, needs=needs, on=comment.commitment, now=now) as act:
        act.record = comment
        hold(comment.commitment, act, by=by, needs=needs)
        comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
        if comment.author_id != by.pk:
            raise Denied(by, act)
        if comment.withdrawn_at is None:
            comment.withdrawn_at, comment.text, comment.told = now or timezone.now(), "", []
            comment.save()
            _take_back_notices(comment)
        act.details = {"commitment": comment.commitment_id}
    return comment


def _take_back_notices(comment: Comment) -> None:
    not_got = Notice.objects.filter(
        commitment=comment.commitment_id,
        kind__in=[Notice.Kind.MENTIONED, Notice.Kind.COMMENT],
        details__comment=comment.pk,
        mailed_at=None,
        seen_at=None,
    )
    keys = list(not_got.select_for_update(skip_locked=True).values_list("pk", flat=True))
    Notice.objects.filter(pk__in=keys).delete()


def _named(text: str, also: Iterable[Person], commitment: Commitment) -> list[Person]:
    """Who is named in a text, and those chosen besides, each once. Raises ValidationError."""
    readers = who_may_read(commitment)
    called = _called(text) if rules.has_mentions(text) else []
    asked = {account.pk for mention in called for account in mention.meant}
    chosen = {person.pk: person for person in also}
    may_read = {person.pk: person for person in readers.filter(pk__in=asked | chosen.keys())}
    refused = []
    named: dict[int, Person] = {}
    for mention in called:
        meant = [may_read[account.pk] for account in mention.meant if account.pk in may_read]
        if len(meant) == 1:
            named[meant[0].pk] = meant[0]
        else:
            refused.append(_refusal(mention, meant))
    for pk, person in chosen.items():
        if pk in may_read:
            named[pk] = person
        else:
            refused.append(_may_not_read(person.name))
    if refused:
        raise ValidationError({"text": refused})
    return list(named.values())


def _called(text: str) -> list[rules.Mention]:
    people = Person.objects.filter(is_active=True).order_by("name", "pk")
    accounts = [rules.Account(*row) for row in people.values_list("pk", "name", "email")]
    return rules.mentions(text, accounts)


def _refusal(mention: rules.Mention, meant: list[Person]) -> str:
    if meant:
        return _("“@%(words)s” can be more than one person: %(people)s. Write the e-mail address.") % {
            "words": mention.words,
            "people": ", ".join(f"{person.name} ({person.email})" for person in meant),
        }
    if mention.meant:
        return _may_not_read(mention.words)
    return _("Nobody here is called “%(words)s”. Leave out the @ if you mean nobody.") % {
        "words": mention.words
    }


def _may_not_read(name: str) -> str:
    return _("%(name)s may not see this commitment and cannot be told about it.") % {"name": name}
