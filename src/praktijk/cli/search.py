# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `search`: recommendations of the United Nations by words and filters."""

import json
from typing import Any

import click

from praktijk.cli import installation
from praktijk.errors import UserError


@click.command(name="search")
@click.argument("words", nargs=-1)
@click.option("--country", multiple=True, help="State that it was said to (KEN, KE or Kenya).")
@click.option("--recommending", multiple=True, help="State that made it (NLD, NL or Netherlands).")
@click.option("--body", multiple=True, help="Body (UPR, CEDAW, ...).")
@click.option("--session", multiple=True, help="Session of the UPR.")
@click.option("--cycle", multiple=True, help="Cycle of the UPR.")
@click.option("--position", multiple=True, help="supported, noted, supported_in_part or pending.")
@click.option("--theme", multiple=True, help="Theme, by its key or a name.")
@click.option("--year", multiple=True, help="Year of publication.")
@click.option("--type", "kind", multiple=True, help="recommendation, concern or pledge.")
@click.option("--sort", type=click.Choice(["relevance", "date", "country"]), help="Order of the results.")
@click.option("--meaning", is_flag=True, help="WORDS are a sentence, in any language.")
@click.option("--limit", type=click.IntRange(0, 10_000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def search(
    words: tuple[str, ...], limit: int, as_json: bool, sort: str | None, meaning: bool, **filters: Any
) -> None:
    """Find recommendations; without WORDS everything that the filters leave, the newest first.

    Words may be "a phrase", -unwanted, begin* or one OR another.
    """
    installation.open_up()
    from praktijk.recommendations.un.search.asked import Asked, Order
    from praktijk.recommendations.un.search.finding import find_as_meant, results
    from praktijk.recommendations.un.search.index import Facet

    filters["type"] = filters.pop("kind")
    chosen = {
        Facet(name): tuple(sorted({_key(name, value) for value in values}))
        for name, values in filters.items()
        if values
    }
    typed = " ".join(words)
    order = Order(sort) if sort else Order.RELEVANCE if typed else Order.DATE
    if meaning:
        _need_meaning()
    found = find_as_meant(Asked(words=typed, chosen=chosen, order=order, meaning=meaning), counted=())
    if found.instead_of:
        click.echo(f"Nothing has '{found.instead_of}'; this is for '{found.asked.words}'.", err=True)
    shown = [_shown(one) for one in results([int(key) for key in found.keys[:limit]])]
    if as_json:
        click.echo(json.dumps({"total": found.total, "results": shown}, ensure_ascii=False, indent=2))
        return
    click.echo(f"{found.total} found" + (f", {len(shown)} shown" if len(shown) < found.total else ""))
    for one in shown:
        said = [one["country"], one["body"], one["symbol"], one["date"] or "", one["position"]]
        by = f"by {', '.join(one['recommending'])}" if one["recommending"] else ""
        click.echo(f"\n{one['id']}  {' | '.join(filter(None, [*said, by]))}\n  {one['text']}")


def _need_meaning() -> None:
    """Raises UserError where nothing can be found by meaning."""
    from praktijk.recommendations.un.meaning.finding import offered

    if offered() is None:
        raise UserError("Nothing can be found by meaning yet; 'praktijk meaning' says why.")


def _key(facet: str, value: str) -> str:
    """The key on our list of what was typed. Raises UserError for what stands on none."""
    from praktijk.recommendations.un.words import Position, Type
    from praktijk.reference.exchange.keeping import known_names
    from praktijk.reference.exchange.names import code_of_country
    from praktijk.reference.exchange.terms import Kind

    if facet in ("country", "recommending"):
        key = code_of_country(value)
    elif facet in ("body", "theme"):
        key = known_names().key_of(Kind(facet), value)
    elif facet in ("position", "type"):
        known = set(Position) if facet == "position" else set(Type)
        asked = value.strip().lower().replace(" ", "_").replace("-", "_")
        key = asked if asked in known else None
    else:
        key = value.strip() if value.strip().isascii() and value.strip().isdigit() else None
    if not key:
        raise UserError(f"--{facet} {value}: there is no such {facet}.")
    return key


def _shown(found: Any) -> dict[str, Any]:
    from praktijk.reference.exchange.names import iso_3
    from praktijk.web.addresses import absolute

    record = found.record
    return {
        "id": record.pk,
        "text": found.text,
        "country": ", ".join(map(iso_3, record.countries)),
        "recommending": [iso_3(code) for code in record.recommending],
        "body": record.body,
        "session": record.session,
        "position": record.position,
        "themes": record.themes,
        "symbol": record.symbol,
        "date": record.published_on.isoformat() if record.published_on else None,
        "url": absolute(record.get_absolute_url()),
    }
