# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every address, who may use it, and with what: a row each. An address without a row fails the build."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver

from praktijk.access.roles import Role
from tests.matrix.account import ACCOUNT
from tests.matrix.canaries import WORD, World, note_with_file
from tests.matrix.focus import FOCUS
from tests.matrix.followed import FOLLOWING
from tests.matrix.indicators import INDICATORS
from tests.matrix.rows import NOBODY, Row
from tests.matrix.un import UN
from tests.matrix.un_import import UN_IMPORT
from tests.matrix.viewers import EDITING, LETTERS, PEOPLE, REGISTER, REPORTING

NOT_A_SECRET = "x" * 43
COMMITMENTS = [
    f"commitment-{level}{code}" for level in ("public", "internal", "restricted") for code in ("hier", "daar")
]
ITEMS = [*(name.replace("commitment", "item") for name in COMMITMENTS), "item-waiting", "item-aside"]
DOCUMENTS = ["document-internal", "document-restricted"]
BULK_ACTS = ["bulk-prepared", "bulk-done"]
READINGS = ["reading-internal", "reading-restricted"]
RECOMMENDATIONS = [
    "recommendation-internal",
    "recommendation-restricted",
    "recommendation-open-in-internal",
    "recommendation-open-in-restricted",
]


def _chosen(world: World) -> str:
    return f"{world.keys['proposal-internal']}:1"


LISTS = ["", f"q={WORD}", "sort=due", "overdue=on", "on=2026-06-30"]

ROWS: dict[str, Row] = {
    **UN,
    **UN_IMPORT,
    **FOLLOWING,
    **INDICATORS,
    **FOCUS,
    "": Row("", queries=["", "doors=1"]),
    "language/": Row("language/", own=True),
    "preferences/": Row("preferences/", own=True),
    "search/": Row("search/", queries=["", f"q={WORD}", "q=zqx"]),
    "glossary/": Row("glossary/"),
    "accessibility/": Row("accessibility/"),
    "step-in/": Row("step-in/", own=True, data=lambda world: {"role": "coordinator"}),
    "administration/": Row("administration/"),
    "administration/people/new/": Row(
        "administration/people/new/",
        changing=PEOPLE,
        data=lambda world: {"email": "nieuw@example.org", "name": "Nieuw", "language": "nl"},
    ),
    "administration/people/<int:pk>/": Row(
        "administration/people/{pk}/",
        records=["person"],
        changing=PEOPLE,
        on="person",
        data=lambda world: {"name": "Anders", "is_active": "on"},
    ),
    "administration/people/<int:pk>/roles/": Row(
        "administration/people/{pk}/roles/",
        records=["person"],
        changing=PEOPLE,
        on="person",
        data=lambda world: {"role": "evaluator", "scope": "everything"},
    ),
    "administration/people/<int:pk>/roles/<int:assignment>/withdraw/": Row(
        "administration/people/{pk}/roles/{assignment}/withdraw/",
        records=["person"],
        changing=PEOPLE,
        on="person",
        data=lambda world: {},
    ),
    "administration/units/new/": Row(
        "administration/units/new/",
        changing=PEOPLE,
        data=lambda world: {"code": "NIEUW", "name_nl": "Nieuw", "name_en": "New", "kind": "other"},
    ),
    "audit/": Row("audit/", queries=["", "record=recommendations", "person=zqx"]),
    "documents/": Row("documents/", queries=["", f"q={WORD}"]),
    "documents/<int:pk>/": Row("documents/{pk}/", records=DOCUMENTS),
    "documents/<int:pk>/file/": Row("documents/{pk}/file/", records=DOCUMENTS),
    "reading/": Row("reading/"),
    "reading/<int:pk>/": Row("reading/{pk}/", records=READINGS, queries=["", "show=all", "show=done"]),
    **{
        f"reading/<int:pk>/{step}/": Row(
            f"reading/{{pk}}/{step}/",
            records=READINGS,
            changing=LETTERS if step in {"accept", "reject"} else NOBODY,
            on="reading-internal",
            data=(lambda world: {"chosen": _chosen(world)}) if step in {"accept", "reject"} else None,
        )
        for step in (
            "accept",
            "reject",
            "change",
            "join",
            "split",
            "answer",
            "undo",
            "sure",
            "known",
            "enter",
        )
    },
    "work/": Row("work/", queries=["", "list=due", "list=verify", "list=changed&page=2"]),
    "work/seen/": Row("work/seen/", own=True),
    # Whose secret it is, and what is behind it: `test_matrix.test_a_secret_address_...`.
    r"^feeds/(?P<secret>[A-Za-z0-9_-]{43})/work\.atom$": Row(f"feeds/{NOT_A_SECRET}/work.atom"),
    r"^feeds/(?P<secret>[A-Za-z0-9_-]{43})/deadlines\.ics$": Row(f"feeds/{NOT_A_SECRET}/deadlines.ics"),
    "preferences/notices/": Row(
        "preferences/notices/", changing=REGISTER, data=lambda world: {"frequency": "weekly"}
    ),
    "notices/addresses/": Row("notices/addresses/"),
    "notices/addresses/renew/": Row("notices/addresses/renew/", changing=REGISTER, data=lambda world: {}),
    "notices/addresses/stop/": Row("notices/addresses/stop/", own=True),
    "register/": Row("register/", queries=LISTS),
    "coordination/": Row("coordination/"),
    r"^coordination/(?P<figure>filled|ages|answers|settling-by-unit|settling-by-theme)\.(?P<kind>csv|svg)$": Row(
        "coordination/filled.csv"
    ),
    r"^register/register\.(?P<kind>csv|xlsx|ods)$": Row("register/register.csv", queries=LISTS),
    r"^register/(?P<figure>positions|states|deadlines)\.(?P<kind>csv|svg)$": Row("register/deadlines.csv"),
    "register/parliament/": Row(
        "register/parliament/", queries=["", f"q={WORD}", "decision=set_aside", "differs=on", "sort=deadline"]
    ),
    "register/parliament/items.csv": Row("register/parliament/items.csv", queries=["", f"q={WORD}"]),
    "register/parliament/differences/": Row(
        "register/parliament/differences/", queries=["", "kind=deadline", "kind=unnumbered"]
    ),
    "register/parliament/read/": Row("register/parliament/read/"),
    "register/parliament/<int:pk>/": Row(
        "register/parliament/{pk}/", records=ITEMS, queries=["", f"q={WORD}"]
    ),
    "register/parliament/<int:pk>/link/": Row(
        "register/parliament/{pk}/link/",
        records=["commitment-to-parliament-hier"],
        changing=EDITING,
        on="commitment-to-parliament-hier",
        data=lambda world: {"commitment": world.keys["commitment-internalhier"]},
    ),
    "register/parliament/<int:pk>/aside/": Row(
        "register/parliament/{pk}/aside/",
        records=["item-waiting", "item-aside"],
        changing=EDITING,
        on="item-waiting",
        data=lambda world: {"reason": "Van een ander."},
    ),
    "register/parliament/<int:pk>/take-up/": Row(
        "register/parliament/{pk}/take-up/",
        records=["item-waiting", "item-aside"],
        changing=EDITING,
        on="item-aside",
        data=lambda world: {},
    ),
    "register/parliament/<int:pk>/promise/": Row(
        "register/parliament/{pk}/promise/",
        records=["commitment-to-parliament-hier"],
        changing=EDITING,
        on="commitment-to-parliament-hier",
        data=lambda world: {"title_nl": "Nieuw", "level": "internal", "unit": world.units["HIER"].pk},
    ),
    **{
        f"register/parliament/links/<int:pk>/{step}/": Row(
            f"register/parliament/links/{{pk}}/{step}/",
            records=[name.replace("commitment", "commitment-parliament") for name in COMMITMENTS],
            changing=EDITING if step != "deadline" else NOBODY,
            on="commitment-parliament-internalhier",
            data=(lambda world: {}) if step != "deadline" else None,
        )
        for step in ("withdraw", "main", "deadline")
    },
    "register/views/": Row("register/views/"),
    "register/views/new/": Row(
        "register/views/new/",
        queries=["", "state=open"],
        changing=REGISTER,
        data=lambda world: {"name": "Open", "query": "state=open"},
    ),
    "register/views/<int:pk>/": Row("register/views/{pk}/", records=["view"]),
    "register/views/<int:pk>/delete/": Row("register/views/{pk}/delete/", records=["view"]),
    "register/owed/": Row("register/owed/", queries=["", "overdue=on", "on=2026-06-30"]),
    r"^register/owed\.(?P<kind>csv|svg)$": Row("register/owed.csv"),
    "register/recommendations/new/": Row(
        "register/recommendations/new/",
        changing=EDITING,
        data=lambda world: {
            "document": world.keys["document-internal"],
            "title_nl": "Nieuw",
            "level": "internal",
        },
    ),
    "register/recommendations/<int:pk>/": Row(
        "register/recommendations/{pk}/", records=RECOMMENDATIONS, queries=["", "on=2026-06-30"]
    ),
    "register/recommendations/<int:pk>/edit/": Row(
        "register/recommendations/{pk}/edit/",
        records=RECOMMENDATIONS,
        changing=EDITING,
        on="recommendation-internal",
        data=lambda world: {"title_nl": "Anders", "position": "noted", "level": "internal"},
    ),
    "register/commitments/new/": Row(
        "register/commitments/new/",
        changing=EDITING,
        data=lambda world: {
            "document": world.keys["document-internal"],
            "title_nl": "Nieuw",
            "level": "internal",
            "unit": world.units["HIER"].pk,
        },
    ),
    "register/commitments/<int:pk>/": Row(
        "register/commitments/{pk}/", records=COMMITMENTS, queries=["", "on=2026-06-30"]
    ),
    "register/commitments/<int:pk>/edit/": Row(
        "register/commitments/{pk}/edit/",
        records=COMMITMENTS,
        changing=EDITING,
        on="commitment-internalhier",
        data=lambda world: {"title_nl": "Anders", "level": "internal", "unit": world.units["HIER"].pk},
    ),
    "register/commitments/<int:pk>/split/": Row(
        "register/commitments/{pk}/split/",
        records=COMMITMENTS,
        changing=EDITING,
        on="commitment-internalhier",
        data=lambda world: {
            "part-TOTAL_FORMS": 2,
            "part-INITIAL_FORMS": 2,
            "part-0-title_nl": "Het ene",
            "part-0-unit": world.units["HIER"].pk,
            "part-1-title_nl": "Het andere",
            "part-1-unit": world.units["HIER"].pk,
            "reason": "Het zijn er twee.",
        },
    ),
    "register/commitments/<int:pk>/who/": Row(
        "register/commitments/{pk}/who/",
        records=COMMITMENTS,
        changing=EDITING,
        on="commitment-internalhier",
        data=lambda world: {"unit": world.units["HIER"].pk},
    ),
    "register/commitments/<int:pk>/links/": Row(
        "register/commitments/{pk}/links/",
        records=COMMITMENTS,
        queries=["", f"q={WORD}"],
        changing=EDITING,
        on="commitment-internalhier",
        data=lambda world: {"other": world.keys["commitment-publichier"]},
    ),
    "register/commitments/<int:pk>/links/<int:link>/remove/": Row(
        "register/commitments/{pk}/links/{link}/remove/",
        records=["commitment-internalhier"],
        changing=EDITING,
        data=lambda world: {},
    ),
    "register/hand-over/<int:pk>/": Row(
        "register/hand-over/{pk}/",
        records=[name.replace("commitment", "holder") for name in COMMITMENTS] + ["person"],
        data=lambda world: {"everything": world.keys["keeper"]},
    ),
    "register/handed-over/<int:pk>/": Row(
        "register/handed-over/{pk}/",
        records=[name.replace("commitment", "handover") for name in COMMITMENTS],
    ),
    "register/commitments/<int:pk>/notes/": Row(
        "register/commitments/{pk}/notes/",
        records=COMMITMENTS,
        changing=REPORTING,
        on="commitment-internalhier",
        data=lambda world: {"on": "2026-01-02", "text_nl": "Gedaan.", "evidence_file": note_with_file()},
    ),
    "register/commitments/<int:pk>/state/": Row(
        "register/commitments/{pk}/state/",
        records=COMMITMENTS,
        changing=REPORTING,
        on="commitment-internalhier",
        data=lambda world: {"state": "in_progress"},
    ),
    "register/commitments/<int:pk>/deadline/": Row(
        "register/commitments/{pk}/deadline/",
        records=COMMITMENTS,
        changing=EDITING,
        on="commitment-internalhier",
        data=lambda world: {"due_latest": "2027-01-01", "reason": "Later."},
    ),
    "register/commitments/<int:pk>/ask/": Row(
        "register/commitments/{pk}/ask/",
        records=COMMITMENTS,
        changing=EDITING,
        on="commitment-publichier",
        # Its words may be left out.
        data=lambda world: {},
    ),
    "register/bulk/": Row(
        "register/bulk/",
        queries=["", f"q={WORD}", "overdue=on"],
        changing=EDITING,
        data=lambda world: {"which": "all", "kind": "theme", "theme": world.theme and world.theme.pk},
    ),
    "register/bulk/<int:pk>/": Row("register/bulk/{pk}/", records=BULK_ACTS, queries=["", "group=changing"]),
    "register/bulk/<int:pk>/do/": Row("register/bulk/{pk}/do/", records=BULK_ACTS),
    "register/bulk/<int:pk>/undo/": Row(
        "register/bulk/{pk}/undo/",
        records=BULK_ACTS,
        changing=frozenset({Role.COORDINATOR}),
        on="bulk-done",
        data=lambda world: {},
    ),
    "register/commitments/<int:pk>/comments/": Row(
        "register/commitments/{pk}/comments/",
        records=COMMITMENTS,
        changing=REGISTER,
        on="commitment-internalhier",
        data=lambda world: {"text": "Wie kijkt hiernaar?"},
    ),
    # Whose name is looked for is found by who may see the commitment, among those who may see it.
    "register/commitments/<int:pk>/people/": Row(
        "register/commitments/{pk}/people/", records=COMMITMENTS, queries=["", "find=xyzzy"]
    ),
    "register/comments/<int:pk>/withdraw/": Row(
        "register/comments/{pk}/withdraw/",
        records=[name.replace("commitment", "comment") for name in COMMITMENTS],
    ),
    "register/evidence/<int:pk>/": Row(
        "register/evidence/{pk}/",
        records=[name.replace("commitment", "evidence") for name in COMMITMENTS],
    ),
    "reports/follow-up/": Row(
        "reports/follow-up/",
        queries=["", "on=2026-06-30", "format=html"],
        heavy=["format=pdf", "format=odt", "language=en"],
    ),
    **ACCOUNT,
}

#: Addresses that are no pattern of their own but another form of one above, and what is no address at all.
MORE = [
    "register/register.xlsx",
    "register/register.ods",
    "register/owed.svg",
    "register/positions.csv",
    "register/positions.svg",
    "register/states.csv",
    "register/states.svg",
    "register/deadlines.svg",
    "indicators/reeks-internal/values.svg",
    "indicators/reeks-restricted/",
    "indicators/reeks-restricted/values.csv",
    "indicators/reeks-restricted/values.svg",
    "niets/",
]


def patterns() -> list[str]:
    """Every address that this installation answers to, as its route is written."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(found: list[Any], before: str) -> Iterator[str]:
    for one in found:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from _walk(one.url_patterns, route)
