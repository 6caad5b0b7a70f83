# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Exactly what a search found as a file: CSV, XLSX, ODS or JSON. Read in portions, written as it is read."""

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import quote

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Person
from praktijk.recommendations.export.files import CONTENT_TYPES, About, Table, write
from praktijk.recommendations.export.lines import Cell
from praktijk.recommendations.un.models import ImportRun, SourceChoice
from praktijk.recommendations.un.search.asked import Asked, Order
from praktijk.recommendations.un.search.finding import Found, Result, find, results
from praktijk.recommendations.un.search.index import Facet
from praktijk.recommendations.un.search.labels import FACETS, name_of
from praktijk.reference.exchange.names import iso_3

#: What kinds of file there are.
KINDS = CONTENT_TYPES | {"json": "application/json"}
ORDERS = {
    Order.RELEVANCE: _("Best match first"),
    Order.DATE: _("Newest first"),
    Order.COUNTRY: _("By country"),
}
#: So many recommendations are read at a time; after each portion the pages of other people go first.
READ_AT_ONCE, GIVE_WAY_FOR = 500, 0.005

_OFFICIAL_DOCUMENTS = "https://undocs.org/"
_SYMBOL = re.compile(r"[A-Z]{1,8}(?:/[A-Za-z0-9.()-]+){1,9}")


@dataclass(frozen=True)
class Line:
    """One recommendation in the file; `site` is the address of this house, before every path."""

    result: Result
    site: str

    @property
    def record(self) -> Any:
        """The recommendation."""
        return self.result.record

    @property
    def address(self) -> str:
        """The whole address of its page."""
        return f"{self.site}{self.record.get_absolute_url()}"

    def names(self, facet: Facet, values: list[str]) -> str:
        """Values in words, with a semicolon between them: names hold commas."""
        return "; ".join(name_of(facet, value) for value in values)

    def name(self, facet: Facet) -> str:
        """The one value of a facet in words; empty for none."""
        value = getattr(self.record, facet)
        return name_of(facet, value) if value else ""


def _of_record(name: str) -> Callable[[Line], Cell]:
    return lambda line: getattr(line.record, name)


def _codes(name: str) -> Callable[[Line], Cell]:
    return lambda line: ", ".join(map(iso_3, getattr(line.record, name)))


def _names(facet: Facet, name: str) -> Callable[[Line], Cell]:
    return lambda line: line.names(facet, getattr(line.record, name))


COLUMNS: list[tuple[Any, Callable[[Line], Cell]]] = [
    (_("Number"), _of_record("pk")),
    (_("Country"), _names(Facet.COUNTRY, "countries")),
    (_("Code of the country"), _codes("countries")),
    (_("Body"), lambda line: line.name(Facet.BODY)),
    (_("Kind"), lambda line: line.name(Facet.TYPE)),
    (_("Session of the UPR"), _of_record("session")),
    (_("Cycle of the UPR"), _of_record("cycle")),
    (_("Recommending state"), _names(Facet.RECOMMENDING, "recommending")),
    (_("Code of the recommending state"), _codes("recommending")),
    (_("Position"), lambda line: line.name(Facet.POSITION)),
    (_("Text"), lambda line: line.result.text),
    (_("Language of the text"), lambda line: line.result.language),
    (_("Theme"), _names(Facet.THEME, "themes")),
    (_("Group of persons"), _names(Facet.GROUP, "groups")),
    (_("Sustainable development goal"), lambda line: "; ".join(line.record.goals)),
    (_("Category of action"), _of_record("action")),
    (_("Published on"), _of_record("published_on")),
    (_("Symbol of the document"), _of_record("symbol")),
    (_("Paragraph"), _of_record("paragraph")),
    (_("Page of the recommendation"), lambda line: line.address),
    (_("Official document"), lambda line: official_address(line.record.symbol)),
    (_("Withdrawn by its publisher"), _of_record("withdrawn_on")),
    (_("Illustrative"), lambda line: str(_("yes")) if line.record.illustrative else ""),
]


def official_address(symbol: str) -> str:
    """Where the United Nations keep a document, by its symbol; empty for what is no symbol."""
    return f"{_OFFICIAL_DOCUMENTS}{quote(symbol)}" if _SYMBOL.fullmatch(symbol) else ""


def export(kind: str, asked: Asked, file: IO[bytes], *, site: str, person: Person) -> None:
    """Write what is asked into a file of KINDS, in the language of the moment, in the order of the page.

    `site` is the address of this house ("https://praktijk.example"). Raises KeyError for another kind.
    """
    language = (get_language() or "nl")[:2]
    found = find(asked, language=language, counted=())
    query = asked.query()
    page = f"{site}{reverse('un_search')}" + (f"?{query}" if query else "")
    lines = _lines(found, site, (language, "en"))
    if kind == "json":
        file.writelines(piece.encode() for piece in _as_json(lines, found.total, page))
        return
    table = Table(
        name=str(_("Recommendations")),
        labels=[str(label) for label, _cell in COLUMNS],
        rows=([cell(line) for _label, cell in COLUMNS] for line in lines),
        about=lambda: _about(found, page, person),
    )
    write(kind, table, file)


def _lines(found: Found, site: str, languages: tuple[str, ...]) -> Iterator[Line]:
    for first in range(0, found.total, READ_AT_ONCE):
        keys = [int(key) for key in found.keys[first : first + READ_AT_ONCE]]
        for result in results(keys, languages):
            yield Line(result, site)
        time.sleep(GIVE_WAY_FOR)


def _as_json(lines: Iterator[Line], total: int, page: str) -> Iterator[str]:
    """As `praktijk search --json` has it, with names beside the codes."""
    yield f'{{"total": {total}, "page": {json.dumps(page)}, "results": ['
    between = "\n"
    for line in lines:
        yield between + json.dumps(in_json(line), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def in_json(line: Line) -> dict[str, Any]:
    """One recommendation as JSON has it."""
    record = line.record
    return {
        "id": record.pk,
        "text": line.result.text,
        "language": line.result.language,
        "country": ", ".join(map(iso_3, record.countries)),
        "country_name": line.names(Facet.COUNTRY, record.countries),
        "recommending": [iso_3(code) for code in record.recommending],
        "recommending_names": [name_of(Facet.RECOMMENDING, code) for code in record.recommending],
        "type": record.type,
        "body": record.body,
        "session": record.session,
        "cycle": record.cycle,
        "position": record.position,
        "themes": record.themes,
        "groups": record.groups,
        "goals": record.goals,
        "action": record.action,
        "symbol": record.symbol,
        "paragraph": record.paragraph,
        "date": record.published_on.isoformat() if record.published_on else None,
        "url": line.address,
        "official_url": official_address(record.symbol),
        "withdrawn": record.withdrawn_on.isoformat() if record.withdrawn_on else None,
        "illustrative": record.illustrative,
    }


def in_words(asked: Asked) -> list[tuple[str, str]]:
    """What is asked, as pairs of what and which."""
    pairs = [(str(_("Words")), asked.words)] if asked.words else []
    for facet, values in asked.chosen.items():
        pairs += [(str(FACETS[facet]), name_of(facet, value)) for value in values]
    if asked.withdrawn:
        pairs.append((str(_("Withdrawn by its publisher")), str(_("shown as well"))))
    if asked.after:
        pairs.append((str(_("Added")), str(_("since you last looked"))))
    return pairs


def _about(found: Found, page: str, person: Person) -> About:
    nothing = [(str(_("Filter")), str(_("none: the whole corpus")))]
    last = ImportRun.objects.order_by("-at").values_list("at", flat=True).first()
    sources = [str(label) for key, label in SourceChoice.choices if key != SourceChoice.ILLUSTRATIVE]
    return [
        (str(_("About this file")), str(_("Recommendations of the UN, from Praktijk"))),
        (str(_("Made on")), timezone.localtime().replace(tzinfo=None, second=0, microsecond=0)),
        (str(_("Made by")), person.name),
        (str(_("Last import")), timezone.localtime(last).date() if last else ""),
        *(in_words(found.asked) or nothing),
        (str(_("Order")), str(ORDERS[found.asked.order])),
        (str(_("Page with this search")), page),
        (str(_("Rows")), found.total),
        (
            str(_("What a row is")),
            str(_("One recommendation, concern or pledge: one paragraph, whoever published it.")),
        ),
        (str(_("Codes of countries")), "ISO 3166-1 alpha-3"),
        (str(_("Sources")), ", ".join(sources)),
    ]
