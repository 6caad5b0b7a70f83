# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is set on paper as an OpenDocument text, to be edited further."""

from typing import Any

from odfdo import Element, Header, Link, List, ListItem, Paragraph, Row

from praktijk.web.paper.opendocument import append_table, cell_of, new_text, saved

Tree = dict[str, Any]


def as_odt(tree: Tree, *, ministry: str) -> bytes:
    """The tree of `tree.as_tree` as ODT: headings, tables with header rows, links, its language set.

    A chart becomes its finding and its table: what can be edited.
    """
    words = tree["words"]
    document = new_text(title=tree["title"], creator=ministry, language=tree["language"])
    body = document.body
    body.append(Paragraph(f"{ministry} · {words['audience']}", style="Quiet"))
    body.append(Header(1, tree["title"]))
    body.append(Paragraph(f"{words['as_of']} {tree['made_on']}", style="Quiet"))
    if tree["illustrative"]:
        body.append(Paragraph(f"[{words['illustrative']}] {words['illustrative_note']}", style="Quiet"))
    for one in tree["headlines"]:
        about = f" ({one['about']})" if one["about"] else ""
        body.append(Paragraph(f"{one['label']}: {one['value']}{about}", style="Lead"))
    for part in tree["parts"]:
        mark = f" [{words['illustrative']}]" if part["illustrative"] else ""
        body.append(Header(2, f"{part['title']}{mark}"))
        body.append(Paragraph(part["sentence"]))
        for block in part["blocks"]:
            _append(body, block, words)
        if part["source"]:
            body.append(Paragraph(f"{words['source']} {part['source']}", style="Quiet"))
    return saved(document)


def _append(body: Element, block: Tree, words: dict[str, str]) -> None:
    match block["kind"]:
        case "words":
            body.append(Paragraph(block["text"]))
        case "facts":
            for fact in block["rows"]:
                body.append(_paragraph(fact["cell"], before=f"{fact['term']}: "))
        case "table":
            body.append(Header(3, block["caption"]))
            append_table(body, block["columns"], [_row(row) for row in block["rows"]])
        case "items":
            if block["heading"]:
                body.append(Header(3, block["heading"]))
            listed = List()
            for item in block["rows"]:
                entry = ListItem()
                entry.append(_paragraph(item["cell"]))
                about = " · ".join(filter(None, [item["about"], item["on"]]))
                if about:
                    entry.append(Paragraph(about, style="Quiet"))
                listed.append(entry)
            body.append(listed)
        case "figure":
            body.append(Header(3, block["title"]))
            body.append(Paragraph(block["finding"]))
            if block["rows"]:
                rows = [
                    _row([{"text": value, "icon": "", "address": ""} for value in row])
                    for row in block["rows"]
                ]
                append_table(body, block["columns"], rows)
            notes = [f"{words[name]} {block[name]}" for name in ("unit", "source") if block[name]]
            if notes:
                body.append(Paragraph(" · ".join(notes), style="Quiet"))
    if block.get("more"):
        body.append(_paragraph(block["more"]))


def _row(cells: list[Tree]) -> Row:
    row = Row()
    for cell in cells:
        row.append(cell_of(_paragraph(cell)))
    return row


def _paragraph(cell: Tree, before: str = "") -> Paragraph:
    icon = f"{cell['icon']} " if cell["icon"] else ""
    if not cell["address"]:
        return Paragraph(f"{before}{icon}{cell['text']}")
    paragraph = Paragraph(f"{before}{icon}")
    paragraph.append(Link(cell["address"], text=cell["text"]))
    return paragraph
