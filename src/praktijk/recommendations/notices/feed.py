# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person was told, as an Atom feed (RFC 4287). Of restricted commitments only that there is one."""

from collections.abc import Callable
from datetime import datetime

from django.utils.feedgenerator import Atom1Feed
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from praktijk.access.models import Person
from praktijk.access.publication import Level
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.notices.wording import plain, title_of, what

#: The newest notices that the feed holds.
MOST = 100


class _Feed(Atom1Feed):
    """A feed that says of itself when it changed last, also when nothing is in it."""

    def latest_post_date(self) -> datetime:
        found: datetime = super().latest_post_date() if self.items else self.feed["since"]
        return found


def as_atom(person: Person, *, since: datetime, absolute: Callable[[str], str], authority: str) -> bytes:
    """The newest notices of a person, in the language of the moment.

    `since` is when the feed began, `absolute` makes an address whole, and `authority` is the host that
    the identifiers of entries name (RFC 4151).
    """
    feed = _Feed(
        title=_("Praktijk: what changed"),
        link=absolute("/work/"),
        description=None,
        language=get_language(),
        author_name="Praktijk",
        feed_guid=f"tag:{authority},2026:person-{person.pk}",
        since=since,
    )
    notices = Notice.objects.visible_to(person).select_related("commitment", "by")
    for notice in notices.order_by("-at", "-pk")[:MOST]:
        commitment = notice.commitment
        hidden = commitment.level == Level.RESTRICTED
        feed.add_item(
            title=f"{capfirst(title_of(commitment))}: {what(notice, hidden=hidden)}",
            link=absolute(commitment.get_absolute_url()),
            description=None,  # type: ignore[arg-type]  # an entry needs none
            author_name=plain(notice.by.name) if notice.by and not hidden else None,
            pubdate=notice.at,
            updateddate=notice.at,
            unique_id=f"tag:{authority},2026:notice-{notice.pk}",
        )
    return str(feed.writeString("utf-8")).encode()
