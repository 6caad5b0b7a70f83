# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The data folder and the key in it are their owner's alone."""

import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from praktijk import data_folder, keys
from praktijk.errors import UserError

_NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_is_made_private_also_with_a_wide_umask(data):
    before = os.umask(0)
    try:
        made = data_folder.prepare(data)
    finally:
        os.umask(before)
    assert made == data
    assert _mode(data) == 0o700


def test_an_empty_folder_that_stands_open_is_closed(data, caplog):
    data.mkdir(mode=0o755)
    data.chmod(0o755)
    data_folder.prepare(data)
    assert _mode(data) == 0o700
    assert caplog.text == ""


def test_a_folder_of_ours_that_was_opened_is_closed_with_a_warning(data, caplog):
    keys.secret_key(data)
    data.chmod(0o755)
    data_folder.prepare(data)
    assert _mode(data) == 0o700
    assert "stood open" in caplog.text


def test_a_folder_with_other_things_that_stands_open_is_left_alone(data):
    data.mkdir()
    data.chmod(0o755)
    (data / "holiday.jpg").touch()
    with pytest.raises(UserError, match="open to others and holds other things"):
        data_folder.prepare(data)
    assert _mode(data) == 0o755


@pytest.mark.parametrize("name", ["run", "postgres", "key"])
def test_a_folder_of_the_system_that_has_a_name_of_ours_in_it_is_left_alone(data, name):
    """The root of a disk has run/, /var has it too: closing those locks everybody out of the machine."""
    (data / name).mkdir(parents=True)
    (data / "etc").mkdir()
    data.chmod(0o755)
    with pytest.raises(UserError, match="open to others and holds other things"):
        data_folder.prepare(data)
    assert _mode(data) == 0o755
    assert sorted(path.name for path in data.iterdir()) == sorted([name, "etc"])


def test_a_folder_of_ours_with_something_beside_it_is_closed(data):
    data_folder.prepare(data)
    (data / "run").mkdir()
    (data / "run" / "users").touch()
    (data / "backup.sql").touch()
    data.chmod(0o755)
    data_folder.prepare(data)
    assert _mode(data) == 0o700


@pytest.mark.parametrize("name", ["/tmp/\udcff", "~nobody-of-this-name/data"])
def test_a_name_that_cannot_be_used_is_refused(name):
    with pytest.raises(UserError, match="name of the data folder"):
        data_folder.prepare(Path(name))


def test_a_file_is_no_folder(data):
    data.write_text("")
    with pytest.raises(UserError, match="not a folder"):
        data_folder.prepare(data)


def test_a_file_on_the_way_to_it_is_named(data):
    data.write_text("")
    with pytest.raises(UserError, match="cannot be used"):
        data_folder.prepare(data / "inside")


@_ROOT
def test_a_folder_of_someone_else_is_refused_by_name(data):
    data.mkdir(mode=0o700)
    os.chown(data, 65534, 65534)
    with pytest.raises(UserError, match="belongs to nobody"):
        data_folder.prepare(data)


@_NOT_ROOT
def test_a_folder_that_may_not_be_written_is_refused(data):
    data.mkdir(mode=0o500)
    with pytest.raises(UserError, match="cannot be"):
        data_folder.prepare(data)


def test_the_key_is_made_once_and_is_private(data):
    key = keys.secret_key(data)
    assert len(key) > 80
    assert _mode(data / "key") == 0o600
    assert keys.secret_key(data) == key
    assert [path.name for path in data.iterdir()] == ["key"]


def test_a_key_that_stood_open_is_closed_with_a_warning(data, caplog):
    key = keys.secret_key(data)
    (data / "key").chmod(0o644)
    assert keys.secret_key(data) == key
    assert _mode(data / "key") == 0o600
    assert "has been closed (0600)" in caplog.text


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 90], ids=["empty", "short", "no text"])
def test_a_damaged_key_is_not_used_and_not_replaced(data, content):
    keys.secret_key(data)
    (data / "key").write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        keys.secret_key(data)
    assert (data / "key").read_bytes() == content


def test_processes_that_make_the_key_at_once_get_the_same_one(data):
    data_folder.prepare(data)
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        made = pool.map(keys.secret_key, [data] * 16)
    assert len(set(made)) == 1
