# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions about sources: where a document's official page is."""

import re

_KAMERSTUK = re.compile(r"kst-\d{4,5}(-[A-Z]+)*-[0-9A-Z]+")
_UN_SYMBOL = re.compile(r"(A|S|E|ST|HRI|CCPR|CERD|CEDAW|CAT|CRC|CMW|CRPD|CED|SPT|T)/[A-Za-z0-9./_()-]+")


def official_address(identifier: str) -> str:
    """The official page of a document, by its identifier; empty when there is none that is known.

    Dutch parliamentary papers (`kst-32735-403`) are published at officielebekendmakingen.nl, documents
    of the United Nations (`A/HRC/52/1`) under their symbol at undocs.org.
    """
    if _KAMERSTUK.fullmatch(identifier):
        return f"https://zoek.officielebekendmakingen.nl/{identifier}.html"
    if _UN_SYMBOL.fullmatch(identifier):
        return f"https://undocs.org/{identifier}"
    return ""
