# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report as an OpenDocument text, to be edited further."""

from odfdo import Element, Header, Link, List, ListItem, Paragraph, Row

from praktijk.accountability.followup.content import Advice, FollowUp, Promise
from praktijk.web.paper.opendocument import append_table, cell_of, new_text, saved


def as_odt(report: FollowUp, *, ministry: str) -> bytes:
    """The report as ODT, with real headings, tables with header rows, links and its language set."""
    document = new_text(
        title=f"{report.title} – {report.as_known_on}", creator=ministry, language=report.language
    )
    body = document.body
    body.append(Paragraph(ministry, style="Quiet"))
    body.append(Header(1, report.title))
    body.append(Paragraph(report.subtitle))
    body.append(Paragraph(report.lead, style="Lead"))
    words = report.words
    body.append(
        Paragraph(
            f"{words['as_known_on']} {report.as_known_on} · {words['made_on']} {report.made_on}",
            style="Quiet",
        )
    )
    body.append(Paragraph(words["how_to_read"], style="Quiet"))
    if report.illustrative:
        body.append(Paragraph(words["illustrative_note"], style="Quiet"))
    if not report.themes:
        body.append(Paragraph(words["empty"]))
    else:
        counts = " · ".join(f"{label} {count}" for label, count in report.states)
        body.append(Paragraph(f"{words['states']}: {counts}"))
        _append_late(body, report)
    for theme in report.themes:
        body.append(Header(2, theme.name))
        for advice in theme.advices:
            _append_advice(body, advice, words)
    if report.sources:
        body.append(Header(2, words["sources"]))
        listed = List()
        for source in report.sources:
            named = ", ".join(part for part in (source.title, source.identifier, source.on) if part)
            paragraph = Paragraph(f"{named} " if source.address else named)
            if source.address:
                paragraph.append(Link(source.address, text=source.address))
            item = ListItem()
            item.append(paragraph)
            listed.append(item)
        body.append(listed)
    return saved(document)


def _append_advice(body: Element, advice: Advice, words: dict[str, str]) -> None:
    mark = f" [{words['illustrative']}]" if advice.illustrative else ""
    number = f"{advice.number}. " if advice.number else ""
    body.append(Header(3, f"{number}{advice.title}{mark}"))
    if advice.position:
        body.append(Paragraph(f"{words['position']}: {advice.position}", style="Strong"))
    if advice.reason:
        body.append(Paragraph(f"{words['reason']}: {advice.reason}"))
    if advice.source:
        paragraph = Paragraph(f"{words['source']}: ", style="Quiet")
        if advice.source.address:
            paragraph.append(Link(advice.source.address, text=advice.source.name))
        else:
            paragraph.append(advice.source.name)
        body.append(paragraph)
    if not advice.promises:
        body.append(Paragraph(words["no_promises"], style="Quiet"))
        return
    columns = [words[name] for name in ("promised", "unit", "due", "state", "evidence")]
    append_table(body, columns, [_row(promise, words) for promise in advice.promises])


def _append_late(body: Element, report: FollowUp) -> None:
    """What is overdue and why, before anything else."""
    words = report.words
    body.append(Header(2, words["late"]))
    if not report.late:
        body.append(Paragraph(words["none_late"]))
        return
    rows = []
    for promise in report.late:
        row = Row()
        mark = f" [{words['illustrative']}]" if promise.illustrative else ""
        for text in (f"{promise.title}{mark}", promise.unit, promise.due, promise.late, promise.why):
            row.append(cell_of(Paragraph(text)))
        rows.append(row)
    append_table(body, [words[name] for name in ("promised", "unit", "due", "state", "why")], rows)


def _row(promise: Promise, words: dict[str, str]) -> Row:
    mark = f" [{words['illustrative']}]" if promise.illustrative else ""
    what = [Paragraph(f"{promise.title}{mark}")]
    if promise.remark:
        what.append(Paragraph(f"{words['why']}: {promise.remark}", style="Quiet"))
    for move in promise.moved:
        moved = f"{words['moved']} {move.on} ({words['was']}: {move.was}): {move.reason}"
        what.append(Paragraph(moved, style="Quiet"))
    what.extend(Paragraph(tie, style="Quiet") for tie in promise.tied)
    state = [Paragraph(promise.state)]
    if promise.late:
        state.append(Paragraph(promise.late, style="Strong"))
    shown = []
    for note in promise.notes:
        paragraph = Paragraph(f"{note.on}: {note.text} ")
        if note.evidence and note.evidence.address:
            paragraph.append(Link(note.evidence.address, text=note.evidence.title))
        elif note.evidence:
            paragraph.append(note.evidence.title)
        shown.append(paragraph)
    if not any(note.evidence for note in promise.notes):
        shown.append(Paragraph(words["no_evidence"], style="Quiet"))
    row = Row()
    for paragraphs in (what, [Paragraph(promise.unit)], [Paragraph(promise.due)], state, shown):
        row.append(cell_of(*paragraphs))
    return row
