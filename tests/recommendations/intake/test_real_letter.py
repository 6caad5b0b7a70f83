# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole way with the real letter, where it is at hand: upload, look, accept, enter."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from praktijk.recommendations.intake.models import LetterReading
from praktijk.recommendations.models import Commitment, Recommendation
from tests.factories import coordinator

LETTER = Path(__file__).resolve().parents[4] / "shared" / "letters" / "kst-32735-403-bijlage.txt"


@pytest.mark.shared
@pytest.mark.django_db
@pytest.mark.skipif(not LETTER.exists(), reason="the real letter is not at hand in ../shared")
def test_from_the_file_to_the_register(client):
    client.force_login(coordinator())
    sent = {"file": SimpleUploadedFile(LETTER.name, LETTER.read_bytes()), "level": "public"}
    address = client.post("/reading/", sent).headers["Location"]
    reading = LetterReading.objects.get()
    page = client.get(address).context["page"]
    assert len(page.cards) == reading.proposals.count() >= 40
    assert page.laid.notes
    html = client.get(address).content.decode()
    for proposal in reading.proposals.all():
        assert html.count(f'id="m{proposal.pk}"') == html.count(f'id="n{proposal.pk}"') == 1
    rows = client.get(f"{address}sure/").context["form"].rows
    assert rows
    accepted = client.post(f"{address}sure/", {"chosen": [row["chosen"] for row in rows]})
    assert accepted.status_code == 302
    listed = client.get(f"{address}enter/").context["form"].rows
    assert [row["proposal"].pk for row in listed] == [row["proposal"].pk for row in rows]
    entered = client.post(f"{address}enter/", {"chosen": [row["chosen"] for row in listed]})
    assert entered.status_code == 302
    assert Recommendation.objects.count() + Commitment.objects.count() == len(rows)
    for record in (*Recommendation.objects.all(), *Commitment.objects.all()):
        place, _, anchor = record.passage.get_absolute_url().partition("#")
        assert f'id="{anchor}"' in client.get(place).content.decode()
