# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command ``praktijk read``: letters in, what they say out."""

import itertools
import json
import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import click

from praktijk.cli import output
from praktijk.errors import UserError

_SUFFIXES = {".txt", ".docx", ".odt", ".html", ".htm", ".xhtml", ".xml", ".pdf"}
_MANY = 6  # from so many files on, several processes read them
_MOST_PROCESSES = 4
_AHEAD = 32  # readings that may wait for their turn to be written

_Reading = dict[str, Any]


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="JSON: one object, or one a line for several files.")
@click.option(
    "--language", type=click.Choice(["nl", "en"]), help="Language of the letters; found out when not given."
)
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="Write to this file.")
def read(files: tuple[Path, ...], as_json: bool, language: str | None, target: Path | None) -> int:
    """Read a government's response to an evaluation or an advice; a FILE may be a folder of them.

    Finds sections, recommendations, the position on each, commitments with their dates, and references,
    in .txt, .docx, .odt, .html, .xml and .pdf. A file that cannot be read gets a line on standard error;
    the others are read all the same, and the command then ends with code 2.
    """
    output.check_target(target)
    if target is None and sys.stdout is None:
        raise UserError("Standard output is closed; name a file to write to with -o.")
    paths = list(_letters(files))
    failed = 0
    with ExitStack() as stack:
        stream = stack.enter_context(output.written(target)) if target else sys.stdout.buffer
        results = stack.enter_context(closing(_read_all(paths, language)))
        complain, advance = _progress(stack, len(paths))
        for path, reading, problem in results:
            if reading is None:
                failed += 1
                complain(f"praktijk: {path}: {problem}")
            elif as_json:
                indent = 2 if len(paths) == 1 else None
                stream.write(
                    json.dumps(reading, ensure_ascii=False, indent=indent).encode(errors="replace") + b"\n"
                )
            else:
                from praktijk.cli.letter_on_terminal import show

                stream.write(show(reading, width=None if target else _width()).encode(errors="replace"))
            advance()
        stream.flush()
    return 2 if failed else 0


def _letters(files: tuple[Path, ...]) -> Iterator[Path]:
    """The files themselves, and those in the folders that look like letters."""
    for path in files:
        if not path.is_dir():
            yield path
            continue
        found = sorted(
            inside
            for inside in path.rglob("*")
            if inside.suffix.lower() in _SUFFIXES
            and inside.is_file()
            and not inside.name.startswith((".", "~"))
        )
        if not found:
            raise UserError(f"The folder {path} holds no letters ({', '.join(sorted(_SUFFIXES))}).")
        yield from found


def _read_all(
    paths: list[Path], language: str | None
) -> Generator[tuple[Path, _Reading | None, str], None, None]:
    """What each file says, in the order given: (path, reading or None, problem)."""
    if len(paths) < _MANY:
        for path in paths:
            yield _read_one(path, language)
        return
    import concurrent.futures
    import multiprocessing

    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    pool = concurrent.futures.ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))
    try:
        rest = iter(paths)
        waiting = [(path, pool.submit(_read_one, path, language)) for path in itertools.islice(rest, _AHEAD)]
        while waiting:
            path, future = waiting.pop(0)
            try:
                yield future.result()
            except concurrent.futures.BrokenExecutor:
                raise UserError(
                    f"Reading stopped at {path} or near it: a process was ended by the system."
                ) from None
            waiting += [(path, pool.submit(_read_one, path, language)) for path in itertools.islice(rest, 1)]
    finally:
        pool.shutdown(cancel_futures=True)


def _read_one(path: Path, language: str | None) -> tuple[Path, _Reading | None, str]:
    """Read one file; whatever is wrong with it must not stop the others."""
    from praktijk.sources.reading import Unreadable, read_bytes
    from praktijk.sources.reading.limits import MAX_BYTES

    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # a device may have no end
        return path, read_bytes(data, filename=path.name, language=language).as_json(), ""
    except Unreadable as error:
        problem = str(error)
    except OSError as error:
        problem = f"{error.strerror or error}."
    except Exception as error:
        problem = f"Praktijk itself failed on this file ({type(error).__name__}: {error})."
    return path, None, " ".join(problem.split())


def _progress(stack: ExitStack, total: int) -> tuple[Callable[[str], None], Callable[[], None]]:
    """How to write a line on standard error, and how to move the bar that stands there.

    There is a bar only where standard error is a terminal and there is something to wait for; what
    draws it is slow to load, so it is left alone otherwise.
    """
    if total < _MANY or not sys.stderr.isatty():
        return lambda line: print(line, file=sys.stderr), lambda: None
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    progress = Progress(
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
    )
    stack.enter_context(progress)
    task = progress.add_task("", total=total)

    def complain(line: str) -> None:
        progress.console.print(line, markup=False, highlight=False, soft_wrap=True)

    return complain, lambda: progress.advance(task)


def _width() -> int | None:
    from shutil import get_terminal_size

    return min(get_terminal_size((100, 24)).columns, 120)
