# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Serving: what is started together stops together, however it is stopped, and goes on when a part breaks."""

import os
import pty
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.ground import processes

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="tells processes by Linux's means"
)

_SMALL = {"DJANGO_SETTINGS_MODULE": processes.SMALL_SITE}


@pytest.fixture
def migrated(data) -> Path:
    done = processes.run(data, "migrate", **_SMALL)
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture
def served(migrated) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A small site that is served, and its address."""
    serving = processes.start(migrated, "serve", "--port", "0", **_SMALL)
    address = processes.line_with(serving, "serves on").split("serves on ")[1].split()[0]
    yield serving, address
    if serving.poll() is None:
        serving.kill()
    serving.communicate()


def _page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read().decode()


def _named(data: Path, module: str) -> list[psutil.Process]:
    return [process for process in processes.of(data) if f"praktijk.serving.{module}" in process.cmdline()]


def test_serves_with_web_server_worker_and_database(served, data):
    _, address = served
    assert _page(address).startswith("praktijk ")
    assert _named(data, "web")
    assert len(_named(data, "worker")) == 1
    assert processes.postmaster(data).is_running()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stops_in_order_and_leaves_nothing(served, data, number):
    serving, _ = served
    serving.send_signal(number)
    said, _ = serving.communicate(timeout=40)
    assert serving.returncode == 0, said
    assert "Traceback" not in said
    assert processes.of(data) == []


def test_ctrl_c_in_a_terminal_reaches_all_at_once_and_leaves_nothing(served, data):
    serving, _ = served
    os.killpg(serving.pid, signal.SIGINT)
    said, _ = serving.communicate(timeout=40)
    assert serving.returncode == 0, said
    assert processes.of(data) == []


def test_a_killed_supervisor_leaves_nothing(served, data):
    serving, _ = served
    serving.kill()
    processes.none_left(data)


def test_a_terminal_that_is_gone_leaves_nothing(migrated):
    ours, theirs = pty.openpty()
    serving = processes.start(migrated, "serve", "--port", "0", terminal=theirs, **_SMALL)
    os.close(theirs)
    processes.line_with(serving, "serves on")
    os.close(ours)
    serving.communicate(timeout=40)
    processes.none_left(migrated)


def test_a_second_ctrl_c_still_leaves_nothing(served, data):
    serving, _ = served
    serving.send_signal(signal.SIGINT)
    serving.send_signal(signal.SIGINT)
    serving.communicate(timeout=40)
    processes.none_left(data)


@pytest.mark.parametrize("module", ["web", "worker"])
def test_a_part_that_breaks_is_started_again(served, data, module):
    _, address = served
    broken = _named(data, module)
    for process in broken:
        process.kill()
    psutil.wait_procs(broken, timeout=10)
    processes.wait_until(lambda: bool(_named(data, module)))
    assert _page(address).startswith("praktijk ")


def test_goes_on_when_the_database_breaks(served, data):
    _, address = served
    _page(address)
    killed = processes.postmaster(data)
    killed.kill()
    killed.wait(10)

    def answers() -> bool:
        try:
            return _page(address).startswith("praktijk ")
        except OSError:
            return False

    processes.wait_until(answers)


def test_a_request_under_way_is_finished_when_stopping(served, data):
    serving, address = served
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(b"GET /slowly HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        processes.wait_until(lambda: (data / "under-way").exists())
        serving.send_signal(signal.SIGTERM)
        answer = b""
        while part := connection.recv(4096):
            answer += part
    assert b"finished" in answer
    serving.communicate(timeout=40)
    assert processes.of(data) == []


def test_a_port_that_is_taken_is_told_in_a_line(data):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for arguments, extra in ((("serve",), {"PORT": port}), (("demo", "--port", port), {})):
            done = processes.run(data, *arguments, **extra)
            assert done.returncode == 2
            assert done.stderr == (
                f"praktijk: Port {port} is taken: stop what uses it, or choose another one (PORT=8001).\n"
            )
            assert done.stdout == ""
    assert not data.exists()


def test_what_is_not_migrated_is_not_served(data):
    done = processes.run(data, "serve", "--port", "0", **_SMALL)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("run 'praktijk migrate' first.")
    assert processes.of(data) == []


def test_two_installations_on_one_folder_share_the_database(served, data):
    _, address = served
    other = processes.start(data, "serve", "--port", "0", **_SMALL)
    theirs = processes.line_with(other, "serves on").split("serves on ")[1].split()[0]
    assert theirs != address
    assert _page(theirs).startswith("praktijk ")
    server = processes.postmaster(data)
    other.send_signal(signal.SIGINT)
    other.communicate(timeout=40)
    assert _page(address).startswith("praktijk ")
    assert processes.postmaster(data) == server


def _upload(address: str, size: int) -> bytes:
    """Send a file as browsers do, all of it before looking at the answer; gives the answer."""
    host, port = address.removeprefix("http://").split(":")
    head = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
    tail = b"\r\n--edge--\r\n"
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(
            b"POST /upload HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            b"Content-Type: multipart/form-data; boundary=edge\r\n"
            + f"Content-Length: {len(head) + size + len(tail)}\r\n\r\n".encode()
            + head
        )
        for _ in range(size // 65536):
            connection.sendall(bytes(65536))
        connection.sendall(tail)
        answer = b""
        while part := connection.recv(4096):
            answer += part
    return answer


def test_an_upload_that_is_too_large_gets_its_answer_and_is_not_kept(served):
    _, address = served
    assert b"524288 bytes" in _upload(address, 524_288)
    for megabytes in (1.5, 18):
        answer = _upload(address, int(megabytes * 1024 * 1024))
        assert answer.split()[1] in (b"400", b"413"), answer[:200]
