# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What posts wrote about our own recommendations, and drafts: canaries, and a row for each address."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from praktijk.access.publication import Level
from praktijk.recommendations.un.clusters.models import Cluster, ClusterMember
from praktijk.recommendations.un.followup.models import Assessment, FollowUp, FollowUpEvidence, FollowUpNote
from praktijk.recommendations.un.models import UNRecommendation, UNText
from praktijk.recommendations.un.reviews.models import Draft
from praktijk.recommendations.un.search import index
from praktijk.sources.actions import fingerprint
from tests.matrix.canaries import WORD, World
from tests.matrix.rows import Row
from tests.matrix.viewers import EDITING, REGISTER, REPORTING

FOLLOWED = [f"{level}{code}" for level in ("internal", "restricted") for code in ("hier", "daar")]


def plant_followed(world: World) -> None:
    """Recommendations of ours with a follow-up of each unit at each level, and drafts for a review."""
    for level in (Level.INTERNAL, Level.RESTRICTED):
        for code in ("HIER", "DAAR"):
            _plant(world, level, code)
        restricted = level is Level.RESTRICTED
        draft = Draft.objects.create(
            **_level(world, level),
            countries=["TD"],
            session=59,
            text=world.plant(f"draft{level.value}", REGISTER, belongs_to_units=True, restricted=restricted),
            reason=world.plant(
                f"draftwhy{level.value}", REGISTER, belongs_to_units=True, restricted=restricted
            ),
        )
        world.keys[f"draft-{level.value}"] = draft.pk
    first = UNRecommendation.objects.earliest("pk")
    cluster = Cluster.objects.create(country="TD", typical=first)
    for one in UNRecommendation.objects.all():
        ClusterMember.objects.create(cluster=cluster, recommendation=one, country="TD")
    world.keys |= {"un": first.pk, "cluster": cluster.pk}
    index.rebuild()


def _level(world: World, level: Level) -> dict[str, Any]:
    units = [world.units["GEHEIM"].pk] if level is Level.RESTRICTED else []
    return {"level": level, "restricted_to": units}


def _plant(world: World, level: Level, code: str) -> None:
    name = f"{level.value}{code.lower()}"
    about = {"unit": code, "belongs_to_units": True, "restricted": level is Level.RESTRICTED}
    ours = UNRecommendation.objects.create(
        identity=uuid4(),
        wording=uuid4(),
        type="recommendation",
        body="UPR",
        symbol="A/HRC/1/1",
        countries=["TD"],
        recommending=["NL"],
        cycle=1,
        session=5,
        published_on=date(2009, 1, 1),
    )
    UNText.objects.create(recommendation=ours, language="en", text=f"{WORD} in public", source="uhri")
    follow_up = FollowUp.objects.create(
        **_level(world, level), recommendation=ours, unit=world.units[code], next_look_on=date(2026, 1, 1)
    )
    made = Assessment.objects.create(
        **_level(world, level),
        follow_up=follow_up,
        state="regressed",
        on=date(2026, 1, 2),
        confidence="low",
        reason=world.plant(f"assessed{name}", REGISTER, **about),
        author=world.author,
        recorded_at=timezone.now(),
    )
    content = world.plant(f"proof{name}", REGISTER, **about).encode()
    kept = FollowUpEvidence(
        **_level(world, level),
        follow_up=follow_up,
        assessment=made,
        side="for",
        title=world.plant(f"prooftitle{name}", REGISTER, **about),
        sha256=fingerprint(content),
    )
    kept.file.save("bewijs.txt", ContentFile(content), save=False)
    kept.save()
    FollowUpNote.objects.create(
        **_level(world, level),
        follow_up=follow_up,
        on=date(2026, 1, 3),
        text=world.plant(f"followed{name}", REGISTER, **about),
        author=world.author,
    )
    world.keys |= {f"own-{name}": ours.pk, f"proof-{name}": kept.pk}


_OWN = [f"own-{name}" for name in FOLLOWED]
_VIEWS = ["", "country=TD", "state=regressed", "look=due", "view=countries", "view=map", f"q={WORD}"]

FOLLOWING: dict[str, Row] = {
    "un/<int:pk>/": Row("un/{pk}/", records=_OWN),
    "un/<int:pk>/assessments/": Row(
        "un/{pk}/assessments/",
        changing=REPORTING,
        on="own-internalhier",
        data=lambda world: {
            "state": "no_progress",
            "on": "2026-01-05",
            "confidence": "low",
            "reason": "Gezien",
        },
    ),
    "un/<int:pk>/notes/": Row(
        "un/{pk}/notes/",
        changing=REPORTING,
        on="own-internalhier",
        data=lambda world: {"on": "2026-01-05", "text": "Gezien"},
    ),
    "un/<int:pk>/looked-after-by/": Row(
        "un/{pk}/looked-after-by/", changing=EDITING, on="own-internalhier", data=lambda world: {"unit": ""}
    ),
    "un/<int:pk>/next-look/": Row(
        "un/{pk}/next-look/", changing=REPORTING, on="own-internalhier", data=lambda world: {"on": ""}
    ),
    "un/evidence/<int:pk>/": Row("un/evidence/{pk}/", records=[f"proof-{name}" for name in FOLLOWED]),
    "un/own/": Row("un/own/", queries=_VIEWS),
    "un/own/give/": Row("un/own/give/", queries=["", "country=TD"]),
    r"un/^own/recommendations\.(?P<kind>csv|xlsx|ods|json)$": Row(
        "un/own/recommendations.csv", queries=["", "country=TD"]
    ),
    r"un/^own/(?P<figure>map|themes)\.(?P<kind>csv|svg)$": Row("un/own/map.csv"),
    "un/to-us/": Row("un/to-us/"),
    r"un/^to-us/themes\.(?P<kind>csv|svg)$": Row("un/to-us/themes.csv"),
    "un/calendar/": Row("un/calendar/", queries=["", "post=on"]),
    "un/calendar/upr.ics": Row("un/calendar/upr.ics"),
    "un/reviews/check/": Row("un/reviews/check/", own=True),
    "un/reviews/drafts/<int:pk>/": Row(
        "un/reviews/drafts/{pk}/", records=["draft-internal", "draft-restricted"]
    ),
    "un/reviews/<str:code>/": Row("un/reviews/TD/"),
    "un/reviews/<str:code>/drafts/": Row("un/reviews/TD/drafts/"),
    "un/clusters/": Row("un/clusters/", queries=["", "country=TD"]),
    "un/clusters/<int:pk>/": Row("un/clusters/{pk}/", records=["cluster"]),
    "un/clusters/<int:pk>/decision/": Row(
        "un/clusters/{pk}/decision/",
        changing=EDITING,
        on="cluster",
        data=lambda world: {"decision": "confirm"},
    ),
    "countries/": Row("countries/", queries=["", f"q={WORD}", "q=tsjaad"]),
    "countries/compare/": Row(
        "countries/compare/", queries=["", "country=TD&country=KE", "country=TD&country=KE&as=csv"]
    ),
    r"^countries/(?P<code>[A-Z]{2})/dossier\.(?P<kind>pdf|odt)$": Row(
        "countries/TD/dossier.odt", heavy=[], queries=[""]
    ),
    r"^countries/(?P<code>[A-Z]{2})/figures/(?P<key>[a-z-]+)/(?P<number>\d{1,2})\.(?P<kind>csv|svg)$": Row(
        "countries/TD/figures/un-bodies/1.csv", queries=[""]
    ),
    "countries/<str:code>/": Row("countries/TD/"),
}
