# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a country stands with each of the core instruments, and what is missing."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from praktijk.reference.models import Ratification
from praktijk.reference.treaties.instruments import Treaty, treaties

_PARTY = Ratification.Status.PARTY


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a country stands with one instrument.

    `status` is one of `Ratification.Status`; empty where nothing was imported of the treaty. A country that
    is not in its newest list took no action: `record` is None then. `complaints` and `inquiries`: whether
    they are accepted; None where no source tells, or where the treaty knows none.
    """

    treaty: Treaty
    status: str
    record: Ratification | None
    vintage: date | None
    complaints: bool | None
    complaints_on: date | None
    inquiries: bool | None
    inquiries_on: date | None

    @property
    def is_party(self) -> bool:
        """Whether the country is bound by it."""
        return self.status == _PARTY


@dataclass(frozen=True, slots=True)
class Ratified:
    """The eighteen instruments in order, and what is missing of them (only what is known to be missing).

    `protocols`: optional protocols that are not ratified; `complaints` and `inquiries`: treaties that are
    ratified but of which these are not accepted.
    """

    country: str
    standings: list[Standing]

    @property
    def treaties_missing(self) -> list[Treaty]:
        """The treaties (not the protocols) by which the country is not bound."""
        return [
            one.treaty
            for one in self.standings
            if one.status and not one.is_party and not one.treaty.protocol_to
        ]

    @property
    def protocols_missing(self) -> list[Treaty]:
        """The optional protocols by which the country is not bound."""
        return [
            one.treaty for one in self.standings if one.status and not one.is_party and one.treaty.protocol_to
        ]

    @property
    def complaints_missing(self) -> list[Treaty]:
        """The treaties that bind the country, but under which individuals cannot complain."""
        return [one.treaty for one in self.standings if one.is_party and one.complaints is False]

    @property
    def inquiries_missing(self) -> list[Treaty]:
        """The treaties that bind the country, but under which the committee cannot inquire."""
        return [one.treaty for one in self.standings if one.is_party and one.inquiries is False]


def ratified_by(country: str) -> Ratified:
    """Where a country (ISO 3166-1 alpha-2) stands with each of the core instruments. Two queries."""
    records = {one.treaty: one for one in Ratification.objects.filter(country=country)}
    vintages = dict(
        Ratification.objects.order_by()
        .values("treaty")
        .annotate(newest=Max("vintage"))
        .values_list("treaty", "newest")
    )
    return Ratified(country, [_standing(treaty, records, vintages) for treaty in treaties().values()])


def _standing(treaty: Treaty, records: dict[str, Ratification], vintages: dict[str, date]) -> Standing:
    record = records.get(treaty.key)
    status = _status(treaty.key, records, vintages)
    complaints, complaints_on = _complaints(treaty, records, vintages)
    inquiries, inquiries_on = _inquiries(treaty, status, records, vintages)
    return Standing(
        treaty=treaty,
        status=status,
        record=record,
        vintage=record.vintage if record else vintages.get(treaty.key),
        complaints=complaints,
        complaints_on=complaints_on,
        inquiries=inquiries,
        inquiries_on=inquiries_on,
    )


def _status(key: str, records: dict[str, Ratification], vintages: dict[str, date]) -> str:
    if key in records:
        return records[key].status
    return Ratification.Status.NO_ACTION if key in vintages else ""


def _complaints(
    treaty: Treaty, records: dict[str, Ratification], vintages: dict[str, date]
) -> tuple[bool | None, date | None]:
    """By the protocol where there is one, unless a newer source of the treaty itself tells."""
    record, protocol = records.get(treaty.key), treaty.complaints_protocol
    told = record is not None and record.complaints_accepted is not None
    if protocol and (status := _status(protocol, records, vintages)):
        by_protocol = records.get(protocol)
        as_of = by_protocol.vintage if by_protocol else vintages[protocol]
        if not (told and record and record.vintage > as_of):
            on = by_protocol.acted_on if by_protocol and status == _PARTY else None
            return status == _PARTY, on
    if not (protocol or treaty.complaints_article) or record is None:
        return None, None
    return record.complaints_accepted, record.complaints_on


def _inquiries(
    treaty: Treaty, status: str, records: dict[str, Ratification], vintages: dict[str, date]
) -> tuple[bool | None, date | None]:
    """What a source tells; else what follows: bound always, or not at all without the protocol."""
    if treaty.inquiries is None:
        return None, None
    for key in (treaty.key, treaty.inquiries.protocol):
        if (record := records.get(key)) and record.inquiries_accepted is not None:
            return record.inquiries_accepted, record.inquiries_on
    if treaty.inquiries.how == "bound":
        return (True if status == _PARTY else None), None
    protocol = treaty.inquiries.protocol
    if protocol and _status(protocol, records, vintages) not in ("", _PARTY):
        return False, None
    return None, None
