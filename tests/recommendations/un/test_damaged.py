# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that were damaged on their way: read as far as they go, or refused in words; never anything else."""

import io
import random
import re
import zipfile

import pytest

from praktijk.recommendations.un.importers import thematic_list, upr_info
from praktijk.recommendations.un.importers.rows import BrokenFile
from praktijk.reference.exchange.names import Names
from tests.recommendations.un import made

COLUMNS = [
    "SuR",
    "Rgrp",
    "Org",
    "Recommendation",
    "RS",
    "Rgrp",
    "Org",
    "Response",
    "Action",
    "Issue",
    "Session",
]
ROWS = [
    COLUMNS,
    *(
        ["Chile", "", "", f"Plant {number} trees “à Genève”, and water them", "Togo", "", "", "Noted", 4, "Justice", 3]
        for number in range(20)
    ),
]  # fmt: skip
LIST = [
    (f"1.{number} Plant trees (Togo);", "Noted", "Right to health\nSDGs:\n- 3", "") for number in range(20)
]
WHOLE = {
    "xls": made.xls(ROWS),
    "xlsx": made.xlsx(ROWS),
    "csv": made.separated(ROWS, encoding="mac_roman", line_end="\r"),
    "utf-16": made.separated(ROWS, encoding="utf-16"),
    "docx": made.word(["Recommendation", "Position", "Full list of themes", "Comments"], LIST),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The file cut off, with some bytes changed, or with a part taken out."""
    kind = chance.random()
    if kind < 0.3:
        return data[: chance.randrange(1, len(data))]
    if kind > 0.9:
        start = chance.randrange(len(data))
        return data[:start] + data[start + chance.randrange(1, 2000) :]
    changed = bytearray(data)
    for _ in range(chance.choice([1, 3, 20, 200])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


@pytest.mark.filterwarnings("ignore")  # of the libraries about what they come across
@pytest.mark.parametrize("kind", WHOLE)
def test_a_damaged_file_is_read_as_far_as_it_goes_or_refused(kind):
    chance = random.Random(kind)
    refused = 0
    for _ in range(120):
        file = io.BytesIO(damaged(WHOLE[kind], chance))
        try:
            if kind == "docx":
                rows = list(thematic_list.rows(file, Names(), lambda finding: None, country="CL"))
            else:
                rows = list(upr_info.rows(file, Names(), lambda finding: None))
        except BrokenFile:
            refused += 1
        else:
            assert len({row.number for row in rows}) == len(rows) <= len(ROWS)
    assert refused


def test_a_workbook_that_grows_by_entities_is_refused():
    grown = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE["xlsx"])) as whole, zipfile.ZipFile(grown, "w") as archive:
        for name in whole.namelist():
            data = whole.read(name)
            if name.startswith("xl/worksheets/"):
                data = re.sub(rb"<worksheet", b'<!DOCTYPE w [<!ENTITY a "lots">]><worksheet', data, count=1)
            archive.writestr(name, data)
    with pytest.raises(BrokenFile, match="no_xlsx"):
        list(upr_info.rows(io.BytesIO(grown.getvalue()), Names(), lambda finding: None))
