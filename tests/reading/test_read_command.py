# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command ``praktijk read``, as a person or a script calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LETTERS = Path(__file__).parents[1] / "letters" / "dev"
LETTER = LETTERS / "08-consulaire-dienst-proza.txt"
COMMAND = Path(sys.executable).with_name("praktijk")


def read(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(COMMAND), "read", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_one_letter_as_json_has_the_keys_that_are_promised() -> None:
    done = read(LETTER, "--json")
    said = json.loads(done.stdout)
    text = LETTER.read_text(encoding="utf-8")

    assert done.returncode == 0
    assert done.stderr == ""
    assert {"file", "sha256", "title", "language"} <= set(said["source"])
    assert {"title", "start", "end"} <= set(said["sections"][0])
    assert {
        "id",
        "section",
        "text",
        "start",
        "end",
        "position",
        "position_text",
        "position_start",
        "position_end",
        "confidence",
    } <= set(said["recommendations"][0])
    assert {"id", "text", "start", "end", "due", "owner", "recommendation", "confidence"} <= set(
        said["commitments"][0]
    )
    assert {"text", "id", "start", "end"} <= set(said["references"][0])
    for kind in ("recommendations", "commitments", "references"):
        assert all(text[one["start"] : one["end"]] == one["text"] for one in said[kind])
    for one in said["recommendations"]:
        if one["position"] is not None:
            assert text[one["position_start"] : one["position_end"]] == one["position_text"]
    dues = [one["due"] for one in said["commitments"] if one["due"]]
    assert {"text": "uiterlijk eind 2025", "earliest": None, "latest": "2025-12-31"} in dues


def test_a_letter_for_people_to_read() -> None:
    done = read(LETTER)

    assert done.returncode == 0
    assert "crisispool" in done.stdout
    assert "{" not in done.stdout


def test_what_cannot_be_read_gets_one_line_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "leeg.txt").write_bytes(b"")
    (tmp_path / "kapot.docx").write_bytes(b"PK\x03\x04 kapot")
    (tmp_path / "binair.txt").write_bytes(bytes(range(256)) * 40)

    done = read(
        tmp_path / "leeg.txt",
        tmp_path / "kapot.docx",
        tmp_path / "binair.txt",
        LETTER,
        tmp_path / "weg.txt",
        "--json",
    )

    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    assert json.loads(done.stdout)["source"]["file"] == LETTER.name
    lines = done.stderr.splitlines()
    assert len(lines) == 4
    assert all(line.startswith("praktijk: ") for line in lines)


def test_a_folder_is_read_in_order_one_line_a_letter(tmp_path: Path) -> None:
    text = LETTER.read_text(encoding="utf-8")
    for number in range(12):
        (tmp_path / f"brief-{number:02}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "geen-brief.jpg").write_bytes(b"\xff\xd8")

    done = read(tmp_path, "--json")
    files = [json.loads(line)["source"]["file"] for line in done.stdout.splitlines()]

    assert done.returncode == 0
    assert files == [f"brief-{number:02}.txt" for number in range(12)]


def test_the_result_goes_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "uit.json"

    done = read(LETTER, "--json", "-o", target)

    assert done.returncode == 0
    assert done.stdout == ""
    assert len(json.loads(target.read_text(encoding="utf-8"))["recommendations"]) >= 8


def test_a_folder_without_letters_is_an_error_in_one_line(tmp_path: Path) -> None:
    done = read(tmp_path)

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
