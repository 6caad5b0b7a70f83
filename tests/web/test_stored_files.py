# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that somebody sends is kept whole, or not at all."""

import errno
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import TemporaryUploadedFile

from praktijk.web.stored_files import WholeFilesStorage


class BreakingOff(ContentFile):
    """A file that fills the disk half way."""

    def chunks(self, chunk_size=None):
        yield b"half of"
        raise OSError(errno.ENOSPC, "No space left on device")


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def storage(tmp_path):
    return WholeFilesStorage(location=tmp_path, file_permissions_mode=0o600)


def test_this_installation_keeps_whole_files():
    assert isinstance(storages["default"], WholeFilesStorage)


def test_a_file_is_kept_under_its_name_for_its_owner_only(storage, tmp_path):
    sent = TemporaryUploadedFile("a.txt", "text/plain", 3, None)
    sent.write(b"abc")
    sent.flush()
    sent.seek(0)
    assert storage.save("ab/file.txt", ContentFile(b"whole")) == "ab/file.txt"
    assert storage.save("ab/sent.txt", sent) == "ab/sent.txt"
    sent.close()
    assert (tmp_path / "ab" / "file.txt").read_bytes() == b"whole"
    assert (tmp_path / "ab" / "sent.txt").read_bytes() == b"abc"
    assert sorted(files_in(tmp_path)) == ["file.txt", "sent.txt"]
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "ab").iterdir()} == {0o600}


def test_a_disk_that_fills_up_leaves_nothing_behind(storage, tmp_path):
    with pytest.raises(OSError, match="No space left"):
        storage.save("ab/file.txt", BreakingOff(b""))
    assert files_in(tmp_path) == []
    assert storage.save("ab/file.txt", ContentFile(b"whole")) == "ab/file.txt"


def test_a_name_that_is_taken_meanwhile_is_not_written_over(storage, tmp_path, monkeypatch):
    storage.save("file.txt", ContentFile(b"first"))
    monkeypatch.setattr(WholeFilesStorage, "exists", lambda self, name: False)
    monkeypatch.setattr(
        WholeFilesStorage, "get_available_name", lambda self, name, max_length=None: "other.txt"
    )
    assert storage._save("file.txt", ContentFile(b"second")) == "other.txt"
    assert (tmp_path / "file.txt").read_bytes() == b"first"
    assert sorted(files_in(tmp_path)) == ["file.txt", "other.txt"]
