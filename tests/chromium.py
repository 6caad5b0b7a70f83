# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where Chromium is on this machine: the system's own, or the one that Playwright fetched."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ABSENT = "no Chromium on this machine: 'make test' installs one where it can"


def path() -> str | None:
    """Path of a Chromium that can be run, or None. PRAKTIJK_CHROMIUM names another one."""
    named = os.environ.get("PRAKTIJK_CHROMIUM")
    if named is not None:
        return named if os.access(named, os.X_OK) else None
    for name in NAMES:
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        fetched = playwright.chromium.executable_path
    return fetched if os.access(fetched, os.X_OK) else None


def arguments() -> list[str]:
    """What Chromium must be told: its sandbox does not run as root, and containers have little /dev/shm."""
    return ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
