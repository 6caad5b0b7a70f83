# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A digest as a mail: plain text and simple HTML, without pictures and without anything that is followed."""

import hashlib
import textwrap
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from praktijk.recommendations.notices.digests import Digest
from praktijk.recommendations.notices.letters import Letter, letter_of, ministry
from praktijk.web.addresses import absolute

_WIDTH = 76


def message_of(digest: Digest) -> EmailMultiAlternatives:
    """The mail, in the language of the person.

    Nothing that somebody typed stands in a header. The Message-ID follows from what the mail makes good, so
    that one which goes a second time, after a crash between sending and recording, is known as the same.
    """
    with override(digest.person.language):
        letter = letter_of(digest)
        mail = EmailMultiAlternatives(
            subject=letter.subject,
            body=as_text(letter),
            to=[digest.person.email],
            headers={
                "Message-ID": _message_id(digest),
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
                "Content-Language": digest.person.language,
            },
        )
        if digest.news:
            mail.extra_headers["List-Unsubscribe"] = f"<{absolute(reverse('notice_settings'))}>"
        html = render_to_string(
            "recommendations/notices/mail.html",
            {"letter": letter, "language": digest.person.language, "ministry": ministry()},
        )
        mail.attach_alternative(html, "text/html")
    return mail


def as_text(letter: Letter) -> str:
    """The letter as plain text, in lines of at most 76 signs except where an address is longer."""
    parts = [letter.greeting, _wrapped(letter.lead)]
    for group in letter.groups:
        parts.append(f"{group.heading.upper()}\n{'-' * len(group.heading)}")
        parts += [
            "\n".join(
                [
                    _wrapped(entry.title, "* ", "  "),
                    *(_wrapped(line, "  ", "  ") for line in entry.lines),
                    f"  {entry.address}",
                ]
            )
            for entry in group.entries
        ]
    parts += [_wrapped(line) for line in letter.closing]
    parts.append("\n".join(f"{words}: {address}" for words, address in letter.links))
    parts.append(f"-- \nPraktijk, {ministry()}")
    return "\n\n".join(parts) + "\n"


def _wrapped(text: str, first: str = "", others: str = "") -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _message_id(digest: Digest) -> str:
    said = [str(digest.person.pk)]
    said += [
        f"{item.commitment.pk} {item.stage} {item.since or item.commitment.due_latest}"
        for item in digest.items
    ]
    said += [str(key) for key in sorted(digest.told)]
    mark = hashlib.sha256("\n".join(said).encode()).hexdigest()[:40]
    return f"<{mark}@{urlsplit(settings.ADDRESS).hostname}>"
