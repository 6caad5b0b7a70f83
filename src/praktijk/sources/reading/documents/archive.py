# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open a zip-based document without letting it unpack to more than a document is.

Everything a zip declares about itself is checked before a member is opened, and since a header can
lie the bytes are counted again while unpacking. Archives within the archive are never opened.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from praktijk.sources.reading.limits import (
    MAX_MEMBERS,
    MAX_PART_BYTES,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_FROM_BYTES,
)
from praktijk.sources.reading.reasons import unreadable

_END_OF_DIRECTORY = b"PK\x05\x06"
_CHUNK = 256 * 1024
_LONGEST_ENTRY = 1024
"""Bytes of the directory that one ordinary member takes at most, name and extra fields included."""

_ENCRYPTED_FLAG = 0x1


class Archive:
    """A checked zip in memory. Raises Unreadable: `broken_file`, `zip_bomb`, `password_protected`."""

    def __init__(self, data: bytes, *, format: str = "zip") -> None:
        self._format = format
        self._check_directory(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            struct.error,
            NotImplementedError,
            IndexError,
        ) as error:
            raise unreadable("broken_file", format=format) from error
        self._check_members(len(data))
        self.names = frozenset(info.filename for info in self._zip.infolist())

    def _check_directory(self, data: bytes) -> None:
        """Look at the end record first: a directory of millions of entries is itself a bomb."""
        at = data.rfind(_END_OF_DIRECTORY)
        if at < 0 or len(data) < at + 22:
            raise unreadable("broken_file", format=self._format)
        members, size = struct.unpack_from("<HI", data, at + 10)
        if members > MAX_MEMBERS or size > MAX_MEMBERS * _LONGEST_ENTRY:
            raise unreadable("zip_bomb", members=members, limit=MAX_MEMBERS)

    def _check_members(self, size: int) -> None:
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise unreadable("zip_bomb", members=len(members), limit=MAX_MEMBERS)
        packed = sum(info.compress_size for info in members)
        unpacked = sum(info.file_size for info in members)
        if unpacked > MAX_UNPACKED_BYTES:
            raise unreadable("zip_bomb", unpacked=unpacked, limit=MAX_UNPACKED_BYTES)
        # Members that share their packed bytes declare together more than the whole file has.
        if packed > size:
            raise unreadable("zip_bomb", packed=packed, limit=size)
        for info in members:
            if info.file_size > RATIO_FROM_BYTES and info.file_size > MAX_RATIO * max(info.compress_size, 1):
                raise unreadable("zip_bomb", unpacked=info.file_size, packed=info.compress_size)

    def has(self, name: str) -> bool:
        """Whether the archive has a member of this name."""
        return name in self.names

    def read(self, name: str, *, limit: int = MAX_PART_BYTES) -> bytes:
        """The bytes of one member, at most `limit`; a member that is not there is a broken file."""
        try:
            info = self._zip.getinfo(name)
        except KeyError as error:
            raise unreadable("broken_file", format=self._format, part=name) from error
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise unreadable("password_protected")
        most = min(limit, info.file_size)
        chunks: list[bytes] = []
        length = 0
        try:
            with self._zip.open(info) as member:
                while chunk := member.read(_CHUNK):
                    length += len(chunk)
                    if length > most:
                        raise unreadable("zip_bomb", part=name, limit=most)
                    chunks.append(chunk)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as e:
            bomb = "overlap" in str(e).lower()
            raise unreadable("zip_bomb" if bomb else "broken_file", format=self._format, part=name) from e
        return b"".join(chunks)
