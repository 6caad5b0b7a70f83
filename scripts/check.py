# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every check that needs no running application; all of them are made, and what fails is shown in full."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_CODE = ["src", "tests", "bench", "scripts", "docs"]
# Written in parts, for none of them may be named here either.
_REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
    )
]
_SOURCES = re.compile(r"^\s*(--(extra-)?index-url|--find-links|-i |-f )", re.MULTILINE)


def main() -> int:
    """Make the checks; ends with 1 when one of them failed."""
    os.chdir(ROOT)
    code = [folder for folder in _CODE if Path(folder).is_dir()]
    failed = []
    with tempfile.TemporaryDirectory(prefix="praktijk-check-") as data:
        environment = os.environ | {
            "PRAKTIJK_DATA": data,
            # Settings want an address; none of the checks goes there.
            "DATABASE_URL": "postgresql://nobody@/none?host=/nonexistent",
            "DJANGO_SETTINGS_MODULE": "praktijk.config.settings",
        }
        for name, command in _commands(code):
            done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
            _show(name, "" if not done.returncode else done.stdout + done.stderr or "failed")
            failed += [name] if done.returncode else []
    named = "\n".join(_registries_named())
    _show("no package registry is named", named)
    failed += ["registries"] if named else []
    sys.stdout.write(f"{len(failed)} check(s) failed: {', '.join(failed)}.\n" if failed else "All is well.\n")
    return 1 if failed else 0


def _commands(code: list[str]) -> Iterator[tuple[str, list[str]]]:
    python = sys.executable
    yield "style", [python, "-m", "ruff", "check", "--quiet", *code]
    yield "format", [python, "-m", "ruff", "format", "--quiet", "--diff", *code]
    yield "types", [python, "-m", "mypy"]
    yield "templates", [python, "-m", "djlint", "src", "--lint", "--quiet"]
    yield "imports between rooms", [str(Path(python).parent / "lint-imports"), "--no-logo"]
    yield (
        "migrations",
        [python, "-W", "ignore", "-m", "django", "makemigrations", "--check", "--dry-run"],
    )
    yield "translations", [python, "scripts/messages.py", "check"]
    yield "licences", [python, "-m", "reuse", "lint", "--lines"]


def _show(name: str, problems: str) -> None:
    sys.stdout.write(f"{'✗' if problems else '✓'} {name}\n")
    if problems:
        sys.stdout.write(f"{problems.rstrip()}\n\n")
    sys.stdout.flush()


def _registries_named() -> Iterator[str]:
    """Places in the project's files that say where packages come from: that is for each machine to say."""
    for path in _files():
        try:
            text = path.read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        for host in _REGISTRIES:
            if host in text:
                yield f"{path}: {host}"
        if path.parent.name == "requirements" and _SOURCES.search(text):
            yield f"{path}: an option that says where packages come from"


def _files() -> list[Path]:
    """The project's own files: as git knows them, and those about to be added."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [Path(name) for name in listed.split("\0") if name]


if __name__ == "__main__":
    sys.exit(main())
