# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `import indicator`."""

import json
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from praktijk.cli import installation
from praktijk.errors import UserError

_SOURCES = (
    "pts", "cirights", "lhrs", "freedom-house", "vdem", "rsf", "wgi", "bti", "hdi", "ucdp", "unhcr", "plain",
)  # fmt: skip


@click.command()
@click.argument("source", type=click.Choice(_SOURCES))
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE...",
)
@click.option("--vintage", default="", help="What to call what is read; else the day of today.")
@click.option("--series", "key", default="", help="plain: the key of the series, such as staff-at-post.")
@click.option("--title", default="", help="plain: the title of a new series, in both languages if alike.")
@click.option("--title-nl", default="", help="plain: the title in Dutch.")
@click.option("--title-en", default="", help="plain: the title in English.")
@click.option("--direction", type=click.Choice(["more", "less"]), help="plain: which of the two is better.")
@click.option("--scale", default="", metavar="LOW:HIGH", help="plain: the ends of the scale, such as 0:10.")
@click.option("--unit", default="", help="plain: what is counted or measured.")
@click.option("--publisher", default="", help="plain: whose figures they are.")
@click.option("--licence", default="", help="plain: under which licence they may be used.")
@click.option("--note", default="", help="plain: how they came about.")
@click.option(
    "--level",
    type=click.Choice(["public", "internal", "restricted"]),
    default="internal",
    show_default=True,
    help="plain: who may see a new series.",
)
@click.option("--restricted-to", multiple=True, metavar="UNIT", help="plain: the code of a unit; repeatable.")
@click.option("--key-indicator", is_flag=True, help="plain: put it on the page of a country.")
@click.option("--dry-run", is_flag=True, help="Say what would be stored; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="What happened, as JSON.")
def indicator(source: str, files: tuple[Path, ...], **options: Any) -> None:
    """Import series about countries: of a publisher, or of our own (SOURCE plain: iso3, year, value).

    Each import is a vintage beside those there are; none is ever overwritten. All or nothing: a file that
    is broken leaves everything as it was.
    """
    installation.open_up()
    from django.utils.translation import override

    from praktijk.access.acting import System
    from praktijk.indicators.importers.faults import BrokenFile
    from praktijk.indicators.importing import File, Refused, import_indicators
    from praktijk.indicators.messages import broken_in_words, refused_in_words

    with override("en"), ExitStack() as stack:
        own = _own(options) if source == "plain" else None
        if source != "plain" and options["key"]:
            raise UserError("--series goes with plain only; the series of a publisher are known.")
        opened = [File(path.name, stack.enter_context(path.open("rb"))) for path in files]
        try:
            outcome = import_indicators(
                by=System("command line"),
                source=source,
                files=opened,
                own=own,
                vintage=options["vintage"][:100],
                only_look=options["dry_run"],
            )
        except BrokenFile as broken:
            raise UserError(f"{broken.file}: {broken_in_words(broken)} Nothing was stored.") from broken
        except Refused as refused:
            raise UserError(f"{refused_in_words(refused)} Nothing was stored.") from refused
        _show(outcome, dry_run=options["dry_run"], as_json=options["as_json"])


def _own(options: dict[str, Any]) -> Any:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_slug

    from praktijk.access.models import Unit
    from praktijk.indicators.importing import PLAIN, Own
    from praktijk.indicators.known import Known

    try:
        validate_slug(options["key"])
    except ValidationError as wrong:
        raise UserError(
            "--series: give a key of letters, digits and hyphens, such as staff-at-post."
        ) from wrong
    codes = options["restricted_to"]
    units = dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
    if missing := [code for code in codes if code not in units]:
        raise UserError(f"--restricted-to: there is no unit {', '.join(missing)}.")
    if (options["level"] == "restricted") != bool(codes):
        raise UserError("--level restricted and --restricted-to UNIT go together.")
    lowest, highest = _ends(options["scale"])
    title = options["title"]
    series = Known(
        key=options["key"],
        source=PLAIN,
        title_nl=options["title_nl"] or title or options["title_en"],
        title_en=options["title_en"] or title or options["title_nl"],
        publisher=options["publisher"],
        licence=options["licence"],
        direction=options["direction"] or "",
        measure_nl=options["unit"],
        measure_en=options["unit"],
        about_nl=options["note"],
        about_en=options["note"],
        scale_min=lowest,
        scale_max=highest,
        is_key=options["key_indicator"],
    )
    return Own(series, level=options["level"], restricted_to=tuple(units.values()))


def _ends(scale: str) -> tuple[float | None, float | None]:
    if not scale:
        return None, None
    low, colon, high = scale.partition(":")
    try:
        ends = (float(low) if low else None, float(high) if high else None)
    except ValueError:
        ends = (1, 0)
    if not colon or (None not in ends and not ends[0] < ends[1]):  # type: ignore[operator]
        raise UserError("--scale: write the two ends as 0:10; leave one out where the scale is open.")
    return ends


def _show(outcome: Any, *, dry_run: bool, as_json: bool) -> None:
    from praktijk.indicators.messages import fault_in_words, findings_in_words, outcome_in_words

    if as_json:
        told = {
            **asdict(outcome.counts),
            "series": [asdict(one) for one in outcome.kept],
            "findings": [{**one._asdict(), "words": fault_in_words(one.fault)} for one in outcome.findings],
            "dry_run": dry_run,
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if dry_run:
        click.echo("A dry run: nothing was stored.")
    for line in outcome_in_words(outcome):
        click.echo(line)
    for line in findings_in_words(outcome.findings):
        click.echo(line, err=True)
