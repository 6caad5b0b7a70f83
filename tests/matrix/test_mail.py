# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Mail × viewer × canary: nobody is mailed what is not for them, and nobody a word of what is restricted."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices import sending
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.notices.planned import planned
from tests.matrix.canaries import World
from tests.matrix.canaries import planted as everything_planted
from tests.matrix.viewers import VIEWERS, Viewer

pytestmark = pytest.mark.django_db
_TOKEN = re.compile(r"zqx[a-z]+zqx")
_WHO = [viewer for viewer in VIEWERS if viewer.signed_in]


def _looking_after_everything(viewer: Viewer, world: World) -> None:
    """Let a viewer own every commitment, late as they are, with a notice of each: seen or not."""
    person = viewer.person(world.units)
    Commitment.objects.update(owner=person, deputy=None, verifier=None, due_latest=date(2025, 12, 31))
    Notice.objects.all().delete()
    Notice.objects.bulk_create(
        Notice(
            person=person,
            commitment=commitment,
            kind=kind,
            at=timezone.now(),
            details={"is": "zqxdetailszqx"},
        )
        for commitment in Commitment.objects.all()
        for kind in Notice.Kind.values
    )


@pytest.mark.parametrize("viewer", _WHO, ids=lambda viewer: viewer.name)
def test_each_is_mailed_what_is_for_them_and_no_word_of_what_is_restricted(viewer):
    world = everything_planted()
    _looking_after_everything(viewer, world)
    tomorrow = timezone.now() + timedelta(days=1)
    shown = "\n".join(
        f"{row.person} {row.reasons()} {row.subject()} {row.rows()}" for row in planned(now=tomorrow)
    )
    sending.send_digests(now=tomorrow)
    said = "\n".join(
        "\n".join([str(one.extra_headers), one.subject, one.body, str(one.alternatives[0][0])])
        for one in mail.outbox
    )
    # What an operator sees of the internal ones is theirs to see; of a restricted one nobody sees a word.
    assert not [token for token in _TOKEN.findall(shown) if world.canaries[token].restricted]
    found = set(_TOKEN.findall(said))
    for token in found:
        assert world.canaries[token].may_be_seen_by(viewer), token
        assert not world.canaries[token].restricted, token
    titles = {token: canary for token, canary in world.canaries.items() if token.startswith("zqxpromise")}
    expected = {
        token for token, canary in titles.items() if canary.may_be_seen_by(viewer) and not canary.restricted
    }
    assert expected == found & set(titles)
    if viewer.member and viewer.may(frozenset(titles["zqxpromiserestrictedhierzqx"].roles)):
        assert "een toezegging met beperkte toegang" in said
