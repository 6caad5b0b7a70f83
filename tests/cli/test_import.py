# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `import parliament`: what it says, what it stores, and the code that it ends with."""

import json

import pytest

from praktijk import cli
from praktijk.cli import installation
from praktijk.recommendations.parliament.models import ParliamentItem
from tests.recommendations.parliament.made import answer, toezegging

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open(monkeypatch):
    """The database of the test is at hand already; the command sets variables for what it starts."""
    monkeypatch.setattr(installation, "open_up", lambda: None)
    for name in ("PRAKTIJK_DATA", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, "praktijk.config.settings" if name.startswith("DJANGO") else "var")


@pytest.fixture
def page(tmp_path):
    """Writes rows to a file and gives its name."""

    def write(*rows, name="pagina.json"):
        path = tmp_path / name
        path.write_bytes(answer(*rows).getvalue())
        return str(path)

    return write


def run(capsys, *arguments):
    code = cli.carry_out(["import", "parliament", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_it_says_in_a_line_what_was_read(capsys, page):
    file = page(toezegging(), toezegging("TZ209901-002", Ministerie="Defensie"))
    assert run(capsys, file) == (
        0,
        "2 rows read: 1 new, 1 left out (another ministry or another kind).\n",
        "",
    )
    code, out, _err = run(capsys, file)
    assert (code, out.endswith("Nothing was changed.\n")) == (0, True)


def test_a_dry_run_stores_nothing(capsys, page):
    code, out, _err = run(capsys, page(toezegging()), "--dry-run")
    assert (code, out) == (0, "1 row read: 1 new. This is what would happen; nothing was stored.\n")
    assert not ParliamentItem.objects.exists()


def test_what_is_refused_is_named_and_ends_with_another_code(capsys, page):
    file = page(toezegging(), toezegging("TZ209901-002", Status="Vervallen"))
    code, _out, err = run(capsys, file)
    assert code == 1
    assert "REFUSED TZ209901-002: its status “Vervallen” is unknown here\n" in err
    assert ParliamentItem.objects.count() == 1


def test_as_json_the_counts_add_up(capsys, page):
    rows = [
        toezegging(),
        toezegging("TZ209901-002", Status="?"),
        toezegging("TZ209901-003", Ministerie="BZK"),
    ]
    code, out, _err = run(capsys, page(*rows), "--json")
    told = json.loads(out)
    counts = [
        told[name] for name in ("new", "changed", "unchanged", "older", "removed", "left_out", "refused")
    ]
    assert (code, sum(counts), told["rows"]) == (1, 3, 3)
    assert told["refusals"][0]["number"] == "TZ209901-002"


def test_several_pages_go_in_together_or_not_at_all(capsys, page, tmp_path):
    broken = tmp_path / "kapot.json"
    broken.write_text('{"value": [')
    code, out, err = run(capsys, page(toezegging()), str(broken))
    assert (code, out) == (2, "")
    assert err.startswith(f"praktijk: {broken}: The file breaks off in the middle.")
    assert not ParliamentItem.objects.exists()


@pytest.mark.parametrize(
    "arguments,told",
    [
        ([], "Name one or more files, or --from-address; not both."),
        (["x.json", "--from-address"], "Name one or more files, or --from-address; not both."),
        (["--from-address"], "No address of Parliament's open data is configured. Nothing was stored."),
        (["nowhere.json"], "nowhere.json: No such file or directory."),
    ],
)
def test_mistakes_give_one_line_and_code_2(capsys, settings, arguments, told):
    settings.PARLIAMENT_ADDRESS = ""
    assert run(capsys, *arguments) == (2, "", f"praktijk: {told}\n")
