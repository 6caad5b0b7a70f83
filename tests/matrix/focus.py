# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rounds of choice at each level, worked out and decided: canaries in their words, a row for each address."""

from datetime import date
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.focus.models import Chosen, Decision, Round, Run, Weighing
from praktijk.focus.outcome import work_out
from praktijk.focus.rounds.files import written
from praktijk.focus.rounds.taking import read_again
from praktijk.focus.rounds.writing import digest_of
from praktijk.recommendations.versions import newest
from tests.focus.room.made import COUNTRIES, made
from tests.matrix.canaries import World
from tests.matrix.rows import Row
from tests.matrix.viewers import EDITING, REGISTER

LEVELS = (Level.INTERNAL, Level.RESTRICTED)
ROUNDS = [f"round-{level.value}" for level in LEVELS]
CONFIRMING = frozenset({Role.COORDINATOR})


@cache
def _worked_out() -> dict[str, Any]:
    """What comes of the round without its canaries, which no number depends on."""
    mapping = made(draws=100, people={"Iemand": {"weights": {"need": [0.5, 0.6]}}})
    return work_out(read_again(mapping), every=tuple(COUNTRIES))


def plant_focus(world: World) -> None:
    """A round at each level with a person's weights, what came out of it, and a decision that is proposed."""
    for level in LEVELS:
        _plant(world, level)


def _plant(world: World, level: Level) -> None:
    name, restricted = level.value, level is Level.RESTRICTED
    about = {"restricted": restricted}
    shown = {
        "level": level,
        "restricted_to": [world.units["GEHEIM"].pk] if restricted else [],
    }

    def plant(what: str) -> str:
        return world.plant(f"{what}{name}", REGISTER, **about)

    mapping = made(draws=100, people={"Iemand": {"weights": {"need": [0.5, 0.6]}}})
    mapping["title"] = plant("roundtitle")
    mapping["criteria"][0]["title"] = dict.fromkeys(("nl", "en"), plant("roundgroup"))
    mapping["criteria"][0]["criteria"][0]["title"] = dict.fromkeys(("nl", "en"), plant("roundcriterion"))
    mapping["candidates"]["left_out"] = [{"country": "NL", "reason": plant("roundleftout")}]
    mapping["choice"]["must_out"] = [{"country": "LY", "reason": plant("roundmustout")}]
    mapping["sources"] = {"terror": {"publisher": plant("roundpublisher")}}
    definition = {key: value for key, value in mapping.items() if key != "people"}
    round_ = Round.objects.create(**shown, title=mapping["title"], year=2026, definition=definition)
    Weighing.objects.create(
        round=round_, person=world.author, said=mapping["people"]["Iemand"], at=timezone.now()
    )
    left_out = {"NL": mapping["candidates"]["left_out"][0]["reason"]}
    run = Run.objects.create(
        round=round_,
        number=1,
        state=Run.State.DONE,
        at=timezone.now(),
        by=world.author,
        definition=mapping,
        digest=digest_of(mapping),
        result=_worked_out() | {"left_out": left_out},
    )
    decision = Decision.objects.create(
        **shown,
        round=round_,
        run=run,
        reason=plant("decisionreason"),
        proposed_by=world.author,
        proposed_at=timezone.now(),
    )
    Chosen.objects.create(
        decision=decision, country="KE", suggested=False, standing="seldom", chosen=True,
        reason=plant("chosenreason"), other_theme=plant("chosentheme"), other_reason=plant("chosenwhy"),
    )  # fmt: skip
    Chosen.objects.create(
        decision=decision, country="TD", suggested=False, standing="never", chosen=False,
        leaves_on=date(2099, 1, 1), running=plant("chosenrunning"),
    )  # fmt: skip
    world.keys[f"round-{name}"] = round_.pk
    if not restricted:
        world.keys["decision"] = decision.pk


def _settings(world: World) -> dict[str, Any]:
    return {"title": "Anders", "year": 2026, "how_many": 3, "minimum_coverage": 50, "themes": 2}


def _weights(world: World) -> dict[str, Any]:
    keys = ["need", "effect", "interests", "terror", "freedom", "staff", "space", "refugees", "trade"]
    return {f"{end}-{key}": value for key in keys for end, value in (("low", 0), ("high", 100))}


def _criteria(world: World) -> dict[str, Any]:
    measures = ["terror", "freedom", "staff", "space", "refugees", "trade"]
    return _weights(world) | {
        f"{name}-{key}": value
        for key in measures
        for name, value in (("direction", "more"), ("kind", "linear"), ("outliers", "clip"))
    }


def _file(world: World) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("round.toml", written(made(), "toml"))}


def _begun(world: World) -> dict[str, Any]:
    return {"take-file": SimpleUploadedFile("round.toml", written(made(), "toml"))}


_FIGURE = r"(?P<key>[a-z-]+)/(?P<number>\d{1,2})\.(?P<kind>csv|svg)$"
_RUN = "focus/{pk}/runs/1/"

FOCUS: dict[str, Row] = {
    "focus/": Row("focus/"),
    "focus/begin/": Row("focus/begin/"),
    "focus/take-in/": Row("focus/take-in/", changing=EDITING, data=_begun),
    "focus/<int:pk>/": Row("focus/{pk}/", records=ROUNDS),
    "focus/<int:pk>/settings/": Row(
        "focus/{pk}/settings/", records=ROUNDS, changing=EDITING, on=ROUNDS[0], data=_settings
    ),
    "focus/<int:pk>/criteria/": Row(
        "focus/{pk}/criteria/", records=ROUNDS, changing=EDITING, on=ROUNDS[0], data=_criteria
    ),
    "focus/<int:pk>/replace/": Row(
        "focus/{pk}/replace/", records=ROUNDS, changing=EDITING, on=ROUNDS[0], data=_file
    ),
    r"^focus/(?P<pk>\d+)/file\.(?P<kind>toml|json|xlsx)$": Row("focus/{pk}/file.toml", records=ROUNDS),
    "focus/<int:pk>/remarks/": Row("focus/{pk}/remarks/", records=ROUNDS),
    "focus/<int:pk>/weigh/": Row(
        "focus/{pk}/weigh/", records=ROUNDS, changing=EDITING, on=ROUNDS[0], data=_weights
    ),
    "focus/<int:pk>/weigh/preview/": Row("focus/{pk}/weigh/preview/", records=ROUNDS),
    "focus/<int:pk>/run/": Row(
        "focus/{pk}/run/", records=ROUNDS, changing=EDITING, on=ROUNDS[0], data=lambda world: {}
    ),
    "focus/<int:pk>/runs/<int:number>/": Row(_RUN, records=ROUNDS),
    r"^focus/(?P<pk>\d+)/runs/(?P<number>\d+)/file\.(?P<kind>toml|json|xlsx)$": Row(
        f"{_RUN}file.json", records=ROUNDS
    ),
    "focus/<int:pk>/runs/<int:number>/result.json": Row(f"{_RUN}result.json", records=ROUNDS),
    rf"^focus/(?P<pk>\d+)/runs/(?P<run>\d+)/figures/{_FIGURE}": Row(
        f"{_RUN}figures/hangs-on/1.csv", records=ROUNDS
    ),
    "focus/<int:pk>/runs/<int:number>/propose/": Row(f"{_RUN}propose/", records=ROUNDS, changing=EDITING),
    r"^focus/(?P<pk>\d+)/runs/(?P<number>\d+)/(?P<code>[A-Z]{2})/$": Row(f"{_RUN}KE/", records=ROUNDS),
    r"^focus/(?P<pk>\d+)/runs/(?P<number>\d+)/(?P<code>[A-Z]{2})\.(?P<kind>csv|svg)$": Row(
        f"{_RUN}KE.csv", records=ROUNDS
    ),
    "focus/<int:pk>/runs/<int:number>/beside/<int:other_pk>/<int:other>/": Row(
        f"{_RUN}beside/{{pk}}/1/", records=ROUNDS
    ),
    "focus/<int:pk>/decision/": Row("focus/{pk}/decision/", records=ROUNDS),
    "focus/<int:pk>/decision/confirm/": Row(
        "focus/{pk}/decision/confirm/",
        records=ROUNDS,
        changing=CONFIRMING,
        on=ROUNDS[0],
        data=lambda world: {"seen": newest(Decision, world.keys["decision"])},
    ),
    r"^focus/(?P<pk>\d+)/decision/record\.(?P<kind>pdf|odt)$": Row(
        "focus/{pk}/decision/record.odt", records=ROUNDS
    ),
    rf"^focus/(?P<pk>\d+)/decision/figures/{_FIGURE}": Row(
        "focus/{pk}/decision/figures/hangs-on/1.csv", records=ROUNDS
    ),
}
