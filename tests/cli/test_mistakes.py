# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person can do wrong on the command line gives one line that says what to do, and code 2."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from praktijk import cli, keys, postgres
from tests.ground import processes


@pytest.fixture
def nowhere() -> str:
    """An address where no server listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"postgresql://jan:secret@127.0.0.1:{taken.getsockname()[1]}/praktijk?connect_timeout=3"


def _mistake(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The line that a command says before it ends with code 2."""
    assert cli.carry_out(list(arguments)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return _one_line(said.err)


def _one_line(said: str) -> str:
    assert said.startswith("praktijk: ")
    assert said.count("\n") == 1, said
    return said


@pytest.fixture(autouse=True)
def _same_environment(monkeypatch, tmp_path):
    """The command sets variables for what it starts; here they must not outlive it."""
    for name in ("PRAKTIJK_DATA", "DJANGO_SETTINGS_MODULE", "PRAKTIJK_DEMO"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "arguments,told",
    [
        ([], "Which command? 'praktijk --help' lists them."),
        (["reed"], "No such command 'reed'"),
        (["--verbose"], "No such option"),
        (["serve", "--port", "eight"], "'eight' is not a valid integer"),
        (["serve", "--port", "70000"], "70000 is not in the range"),
        (["serve", "--host", "not a host"], "is no address of this machine"),
        (["serve", "--host", "203.0.113.7", "--port", "0"], "is no address of this machine"),
        (["read"], "Missing argument 'FILE...'"),
        (["read", "letter.txt", "--language", "fr"], "'fr' is not one of"),
        (
            ["read", "letter.txt", "-o", "nowhere/out.json"],
            "The folder nowhere does not exist; make it first.",
        ),
        (["read", "letter.txt", "-o", "."], "is a folder; name a file to write to"),
        (["read", "."], "holds no letters"),
        (["report"], "Which command? 'praktijk report --help' lists them."),
        (["report", "followup"], "Missing option '-o'"),
        (["report", "followup", "-o", "x.pdf", "--format", "doc"], "'doc' is not one of"),
        (["report", "followup", "-o", "x.pdf", "--language", "fr"], "'fr' is not one of"),
        (
            ["report", "followup", "-o", "x.pdf", "--on", "2026-02-30"],
            "is not a date; write it as 2026-01-31",
        ),
        (["report", "followup", "-o", "x.pdf", "--on", "yesterday"], "is not a date"),
        (["report", "followup", "-o", "x.pdf", "--on", "2999-01-01"], "lies ahead"),
        (["report", "followup", "-o", "nowhere/x.pdf"], "The folder nowhere does not exist"),
        (["person"], "Missing argument 'EMAIL'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_words_that_mean_nothing(capsys, arguments, told):
    assert told in _mistake(capsys, *arguments)


def test_files_that_cannot_be_read_get_a_line_each_and_the_others_are_read(capsys, tmp_path):
    (tmp_path / "good.txt").write_text(
        "Het kabinet neemt de aanbeveling over. De minister stuurt eind 2025 een brief."
    )
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 and then nothing")
    assert cli.carry_out(["read", "gone.txt", "broken.docx", "good.txt"]) == 2
    said = capsys.readouterr()
    lines = said.err.splitlines()
    assert len(lines) == 2, said.err
    assert "gone.txt" in lines[0]
    assert "No such file" in lines[0]
    assert "broken.docx" in lines[1]
    assert "good.txt" in said.out


def test_a_file_without_an_end_is_read_no_further_than_any_other(capsys):
    assert "too large" in _one_line(_mistake(capsys, "read", "/dev/zero"))


def test_a_link_is_written_through_and_stays_a_link(tmp_path):
    """As /dev/stdout is one: taking its place breaks it for the whole machine."""
    letter, target, link = tmp_path / "letter.txt", tmp_path / "target.txt", tmp_path / "link.txt"
    letter.write_text("Aanbeveling 1: Maak een plan.\n", "utf-8")
    target.write_text("old")
    link.symlink_to(target)
    assert cli.carry_out(["read", str(letter), "-o", str(link)]) == 0
    assert link.is_symlink()
    assert "letter.txt" in target.read_text("utf-8")


def test_a_name_of_bytes_that_are_no_text_is_read_all_the_same(capfdbinary, tmp_path):
    letter = tmp_path / "brief\udcff.txt"
    letter.write_text("Aanbeveling 1: Maak een plan.\n", "utf-8")
    assert cli.carry_out(["read", str(letter), "--json"]) == 0
    assert b"brief?.txt" in capfdbinary.readouterr().out


def test_closed_output_is_told(capsys, tmp_path, monkeypatch):
    letter = tmp_path / "letter.txt"
    letter.write_text("Aanbeveling 1: Maak een plan.\n", "utf-8")
    monkeypatch.setattr("sys.stdout", None)
    assert cli.carry_out(["read", str(letter)]) == 2
    assert "-o" in capsys.readouterr().err


def _done(data: Path, *arguments: str, **extra: str) -> str:
    done = processes.run(data, *arguments, **extra)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return _one_line(done.stderr)


_COMMANDS = [
    ["demo", "--port", "0"],
    ["serve", "--port", "0"],
    ["worker"],
    ["migrate"],
    ["report", "followup", "-o", "/dev/null"],
    ["person", "jan@example.org", "--password", "een heel lang wachtwoord"],
    ["digest"],
]


@pytest.mark.parametrize("arguments", _COMMANDS, ids=lambda words: words[0])
def test_an_address_without_a_server(data, nowhere, arguments):
    told = _done(data, *arguments, DATABASE_URL=nowhere)
    assert "The database does not work" in told
    assert "secret" not in told


@pytest.mark.parametrize("arguments", _COMMANDS, ids=lambda words: words[0])
def test_a_damaged_key(data, arguments):
    keys.secret_key(data)
    (data / "key").write_text("damaged")
    assert "is damaged; put back the one from your backup" in _done(
        data, *arguments, DATABASE_URL="postgresql://jan@127.0.0.1/none"
    )


@pytest.mark.parametrize("arguments", _COMMANDS, ids=lambda words: words[0])
def test_an_address_that_is_none(data, arguments):
    assert "DATABASE_URL is no address" in _done(data, *arguments, DATABASE_URL="sqlite:///x.db")


@pytest.mark.parametrize("arguments", _COMMANDS, ids=lambda words: words[0])
def test_a_data_folder_that_is_none(data, arguments):
    data.write_text("")
    assert "is not a folder; choose another one with PRAKTIJK_DATA" in _done(data, *arguments)


def test_a_data_folder_given_as_option_comes_first(data):
    data.write_text("")
    done = processes.run(data.parent / "another", "--data", str(data), "migrate")
    assert done.returncode == 2
    assert str(data) in _one_line(done.stderr)


def test_check_says_that_there_is_nothing_yet(data):
    assert f"There is no installation in {data} yet: 'praktijk migrate' makes one." in _done(data, "check")
    assert not data.exists()


def test_a_database_that_is_behind_is_not_used(data):
    with postgres.running(data, durable=False):
        for arguments in (
            _COMMANDS[1],
            _COMMANDS[2],
            _COMMANDS[4],
            _COMMANDS[5],
            ["demo", "--wipe-illustrative"],
            ["digest", "--dry-run"],
        ):
            assert "run 'praktijk migrate' first" in _done(data, *arguments)


def test_an_installation_with_people_does_not_become_a_demonstration(data):
    with postgres.running(data, durable=False):
        assert processes.run(data, "migrate").returncode == 0
        assert "There is no role" in _done(data, *_COMMANDS[5], "--role", "king")
        assert "password" in _done(data, "person", "jan@example.org", "--password", "kort").lower()
        assert "mail" in _done(data, "person", "no-address", "--password", "een heel lang wachtwoord").lower()
        done = processes.run(data, *_COMMANDS[5], "--role", "administrator")
        assert done.returncode == 0, done.stderr
        done = processes.run(data, "demo", "--port", "0")
        assert done.returncode == 2
        assert "is no demonstration: start it with 'praktijk serve'" in _one_line(done.stderr)


@pytest.mark.parametrize(
    "name", [None, "demo", "serve", "worker", "migrate", "read", "report", "check", "person"]
)
def test_help_says_what_each_command_and_option_does(capsys, name):
    assert cli.carry_out([*([name] if name else []), "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Usage: praktijk")
    options = said.partition("Options:\n")[2].partition("\n\n")[0].splitlines()
    assert options
    for number, line in enumerate(options):
        if line.startswith("  -"):
            described = len(line.split("  ")) > 2 or options[number + 1].startswith("     ")
            assert described, line


def test_output_that_nobody_reads_is_no_error(data, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "Het kabinet neemt de aanbeveling over. De minister stuurt eind 2025 een brief. " * 2000
    )
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        processes.command("read", "--json", str(letter)),
        env=processes.environment(data),
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert done.returncode == 0
    assert done.stderr == ""


@pytest.mark.parametrize("address", ["smtp://mail:99999", "smtp://["])
def test_an_address_that_is_no_mail_server(data, address):
    assert "EMAIL_URL is no address of a mail server" in _done(data, "migrate", EMAIL_URL=address)
