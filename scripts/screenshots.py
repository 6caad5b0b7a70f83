# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Take the pictures of the guides for users anew, in both languages.

For each language a demonstration runs on a free port with its data in a temporary folder; a browser goes
through it as a person does, from a letter to the report. Give names of pictures to keep only those.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Locator, Page, sync_playwright  # noqa: E402
from scripts.small_png import small_png  # noqa: E402
from tests import chromium  # noqa: E402

PICTURES = ROOT / "docs" / "users" / "pictures"
EXAMPLES = ROOT / "docs" / "users" / "examples"
LETTERS = {"nl": EXAMPLES / "brief.txt", "en": EXAMPLES / "letter.txt"}
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
MOST_BYTES = 150_000
MARGIN = 16
_WIDTH, _HEIGHT = 1280, 900
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
_OF_ANOTHER_INSTALLATION = ("DATABASE_URL", "EMAIL_URL", "PORT", "DJANGO_SETTINGS_MODULE")

# What is filled in, in the language of the guide.
WORDS = {
    "nl": {
        "title": "Wijs op elke ambassade een vaste medewerker aan voor journalisten",
        "note": "Alle ambassades hebben een medewerker aangewezen. De lijst staat op de website.",
        "evidence": "Lijst van medewerkers per ambassade",
        "address": "https://example.org/lijst",
        "moved": "De werkwijze wordt samen met een andere dienst gemaakt. Die begint een half jaar later.",
        "name": "Noor Nieuweling",
    },
    "en": {
        "title": "Appoint a fixed contact for journalists at each embassy",
        "note": "Every embassy has appointed a contact. The list is on the website.",
        "evidence": "List of contacts by embassy",
        "address": "https://example.org/list",
        "moved": "The procedure is being made together with another service, which starts half a year later.",
        "name": "Nora Newcomer",
    },
}


class Camera:
    """Takes pictures for one language; `wanted` names the pictures to keep, all when empty."""

    def __init__(self, browser: Browser, address: str, language: str, wanted: set[str]) -> None:
        self.browser, self.address, self.language, self.wanted = browser, address, language, wanted
        self.words = WORDS[language]
        self.folder = PICTURES / language
        self.folder.mkdir(parents=True, exist_ok=True)
        self.darkroom = browser.new_page()
        self.taken: dict[str, int] = {}

    def visitor(self) -> Page:
        """A window of somebody who has not stepped in."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": _WIDTH, "height": _HEIGHT},
            device_scale_factor=1,
            locale=LOCALES[self.language],
            timezone_id="Europe/Amsterdam",
            color_scheme="light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(30_000)
        context.add_cookies([{"name": "django_language", "value": self.language, "url": self.address}])
        return context.new_page()

    def role(self, role: str) -> Page:
        """A window of the demonstration's person in this role."""
        page = self.visitor()
        page.goto("/")
        page.locator(f"form:has(input[value={role}]) button").click()
        page.locator("header.top form.find").wait_for()
        return page

    def take(
        self, name: str, page: Page, *, top: Locator | None = None, bottom: Locator | None = None
    ) -> None:
        """A strip as wide as the window, from one thing to another; else from the top, to the fold."""
        self._ready(page)
        self._to_top(page)
        upper = self._box(top)["y"] - MARGIN if top else 0
        lower = _HEIGHT
        if bottom:
            box = self._box(bottom)
            lower = box["y"] + box["height"] + MARGIN
        self._keep(name, page, {"x": 0, "y": max(upper, 0), "width": _WIDTH, "height": lower - max(upper, 0)})

    def take_part(self, name: str, page: Page, part: Locator) -> None:
        """One thing with a margin around it."""
        self._ready(page)
        self._to_top(page)
        box = self._box(part)
        self._keep(
            name,
            page,
            {
                "x": max(box["x"] - MARGIN, 0),
                "y": max(box["y"] - MARGIN, 0),
                "width": min(box["width"] + 2 * MARGIN, _WIDTH),
                "height": box["height"] + 2 * MARGIN,
            },
        )

    def take_screen(self, name: str, page: Page) -> None:
        """What stands in the window."""
        self._ready(page)
        self._develop(name, page.screenshot(animations="disabled", caret="hide"))

    def _ready(self, page: Page) -> None:
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")

    def _to_top(self, page: Page) -> None:
        """What sticks to the top of the window must not lie over the picture."""
        page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")

    def _box(self, thing: Locator) -> dict[str, float]:
        """Where it stands, counted from the top of the page."""
        return thing.first.evaluate(
            "e => { const b = e.getBoundingClientRect();"
            " return {x: b.x + scrollX, y: b.y + scrollY, width: b.width, height: b.height}; }"
        )

    def _keep(self, name: str, page: Page, clip: dict[str, float]) -> None:
        whole = {side: round(value) for side, value in clip.items()}
        self._develop(name, page.screenshot(full_page=True, clip=whole, animations="disabled", caret="hide"))  # type: ignore[arg-type]

    def _develop(self, name: str, png: bytes) -> None:
        if self.wanted and name not in self.wanted:
            return
        small = small_png(self.darkroom, png)
        (self.folder / f"{name}.png").write_bytes(small)
        self.taken[name] = len(small)


def tell_the_story(camera: Camera) -> None:
    """Go through the demonstration as people do, and take the pictures on the way."""
    page = camera.visitor()
    page.goto("/")
    camera.take("doors", page, bottom=page.locator("ul.doors"))
    officer = camera.role("policy_officer")
    _register(camera, officer)
    _life(camera, officer)
    promise = _letter(camera, officer)
    _promise(camera, officer, promise)
    _report(camera, officer)
    _access(camera)


def _register(camera: Camera, page: Page) -> None:
    page.goto("/register/")
    camera.take("register", page, bottom=page.locator("#register > .two"))
    theme = page.locator("section.theme").first
    camera.take("theme", page, top=theme.locator("header"), bottom=theme.locator("article.rec").nth(1))
    page.goto("/register/?overdue=on")
    camera.take("filters", page, top=page.locator("main .head"), bottom=page.locator("#register > .two"))
    page.goto("/register/?on=2025-12-01")
    camera.take("as-known-on", page, top=page.locator("main .head"), bottom=page.locator("#register > .two"))
    page.goto("/register/recommendations/1/")
    camera.take("recommendation", page, bottom=page.locator("main .panel").last)
    page.goto("/search/?q=" + ("verdediger" if camera.language == "nl" else "defender"))
    camera.take("search", page)
    page.keyboard.press("?")
    page.locator("dialog#keys[open]").wait_for()
    camera.take_part("keys", page, page.locator("dialog#keys"))
    page.goto("/preferences/")
    camera.take("preferences", page, bottom=page.locator("main form").last)


def _life(camera: Camera, officer: Page) -> None:
    """What the made-up year left: one person's work, who owes what, a chain, Parliament, co-ordination."""
    officer.goto("/work/")
    camera.take("my-work", officer)
    officer.goto("/register/owed/")
    camera.take("owed", officer)
    officer.goto("/register/parliament/")
    camera.take("parliament", officer)
    officer.goto("/register/?q=" + ("risicokaart" if camera.language == "nl" else "risk+map"))
    officer.locator("main .promise a[data-row]").last.click()
    officer.locator("ol.timeline").wait_for()
    camera.take_part("chain", officer, officer.locator("section:has(> ol.timeline)"))
    camera.take_part("who", officer, officer.locator("main aside .panel").first)
    coordinator = camera.role("coordinator")
    coordinator.goto("/coordination/")
    camera.take("coordination", coordinator)


def _letter(camera: Camera, page: Page) -> str:
    """Read a letter, decide on what the reader proposes, enter it; gives the address of one promise."""
    page.goto("/reading/")
    page.set_input_files("input[type=file]", LETTERS[camera.language])
    page.locator("[name=level][value=public], [name=level]").first.wait_for()
    level = page.locator("select[name=level]")
    if level.count():
        level.select_option("public")
    else:
        page.locator("[name=level][value=public]").check()
    camera.take_part("upload", page, page.locator("main section.panel").first)
    page.locator("main form.form button.btn--main").click()
    page.wait_for_url(re.compile(r"/reading/\d+/"))
    letter = re.search(r"/reading/\d+/", page.url)[0]  # type: ignore[index]
    camera.take_screen("letter", page)
    page.locator("[data-key=e]").first.click()
    page.locator("#doing").wait_for()
    page.locator(f"[name=title_{camera.language}]").fill(camera.words["title"])
    camera.take_screen("change", page)
    page.locator("#doing button.btn--main").click()
    page.locator("[data-key=u]").wait_for()
    camera.take_screen("decided", page)
    page.goto(f"{letter}sure/")
    camera.take("sure", page)
    page.locator("main form button.btn--main").click()
    page.wait_for_load_state()
    while (accept := page.locator("[data-key=a]")).count():
        accept.first.click()
        page.wait_for_load_state("networkidle")
    page.goto(f"{letter}enter/")
    camera.take("enter", page)
    page.locator("main form button.btn--main").click()
    page.wait_for_load_state()
    page.goto(f"{letter}?show=all")
    promise = page.locator("article.proposal[data-kind=com] a[href*='/register/commitments/']")
    return str(promise.first.get_attribute("href"))


def _promise(camera: Camera, officer: Page, promise: str) -> None:
    """A promise from its first note to settled, and another one that moves."""
    words = camera.words
    officer.goto(promise)
    camera.take("commitment", officer, bottom=officer.locator("main aside .panel").nth(1))
    officer.locator(f"#note [name=text_{camera.language}]").fill(words["note"])
    officer.locator("#note [name=evidence_title]").fill(words["evidence"])
    officer.locator("#note [name=evidence_address]").fill(words["address"])
    officer.locator("#note [name=publish]").check()
    camera.take_part("note", officer, officer.locator("#note"))
    officer.locator("#note button[type=submit]").click()
    officer.wait_for_load_state()
    officer.goto(promise)
    officer.locator("[name=state][value=delivered]").check()
    camera.take_part("delivered", officer, officer.locator("section[aria-labelledby=next]"))
    officer.locator("section[aria-labelledby=next] button").click()
    officer.wait_for_load_state()
    coordinator = camera.role("coordinator")
    coordinator.goto(promise)
    coordinator.locator("[name=state][value=settled]").check()
    camera.take_part("settle", coordinator, coordinator.locator("section[aria-labelledby=next]"))
    coordinator.locator("section[aria-labelledby=next] button").click()
    coordinator.wait_for_load_state()
    coordinator.goto(promise)
    camera.take_part("history", coordinator, coordinator.locator("section[aria-labelledby=happened]"))
    officer.goto("/register/commitments/27/")
    moving = officer.locator("section.panel:has([name=due_latest])")
    moving.locator("summary").click()
    moving.locator("[name=due_earliest]").fill("2028-05-01")
    moving.locator("[name=due_latest]").fill("2028-08-31")
    moving.locator("[name=due_words_nl]").fill("medio 2028")
    moving.locator("[name=due_words_en]").fill("mid-2028")
    moving.locator("[name=reason]").fill(words["moved"])
    camera.take_part("move", officer, moving)


def _report(camera: Camera, page: Page) -> None:
    page.goto("/reports/follow-up/")
    camera.take("report", page)


def _access(camera: Camera) -> None:
    administrator = camera.role("administrator")
    administrator.goto("/administration/")
    camera.take("people", administrator, bottom=administrator.locator("main .table-scroll").first)
    administrator.goto("/administration/people/new/")
    administrator.locator("[name=email]").fill("n.nieuw@example.org")
    administrator.locator("[name=name]").fill(camera.words["name"])
    administrator.locator("main form.form button.btn--main").click()
    administrator.wait_for_url(re.compile(r"/people/\d+/"))
    administrator.locator("[name=role]").select_option("post_officer")
    administrator.locator("[name=scope]").select_option("post")
    unit = administrator.locator("[name=unit]")
    unit.select_option(unit.locator("option", has_text="AMB-VB").get_attribute("value"))
    camera.take("person", administrator, bottom=administrator.locator("main .two"))
    evaluator = camera.role("evaluator")
    evaluator.goto("/audit/")
    camera.take("audit", evaluator)


@contextmanager
def demonstration() -> Iterator[str]:
    """Run a demonstration on a free port with its data in a temporary folder; gives its address."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_INSTALLATION}
    with tempfile.TemporaryDirectory(prefix="praktijk-pictures-") as folder:
        environment |= {"PRAKTIJK_DATA": str(Path(folder) / "data"), "PRAKTIJK_WEB_PROCESSES": "1"}
        log = Path(folder) / "log"
        with log.open("wb") as faults:
            running = subprocess.Popen(
                [Path(sys.executable).with_name("praktijk"), "demo", "--port", "0"],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=faults,
                text=True,
            )
        with running:
            try:
                assert running.stdout is not None
                found = next(filter(None, map(_ADDRESS.search, running.stdout)), None)
                if found is None:
                    sys.exit(f"The demonstration did not start:\n{log.read_text()}")
                yield found[0]
            finally:
                running.send_signal(signal.SIGTERM)
                running.communicate(timeout=60)


def main(wanted: set[str]) -> int:
    """Take the pictures; ends with 2 where there is no Chromium, with 1 when a picture is too large."""
    executable = chromium.path()
    if executable is None:
        sys.stderr.write("There is no Chromium on this machine: the pictures stay as they are.\n")
        return 2
    large = []
    with sync_playwright() as playwright:
        for language, locale in LOCALES.items():
            # Fields for dates and files speak the language of the browser, where it was installed with it.
            browser = playwright.chromium.launch(
                executable_path=executable,
                args=[*chromium.arguments(), f"--lang={locale}"],
                env=os.environ | {"LANGUAGE": locale.replace("-", "_")},
            )
            with demonstration() as address:
                camera = Camera(browser, address, language, wanted)
                tell_the_story(camera)
            browser.close()
            for name, size in sorted(camera.taken.items()):
                sys.stdout.write(f"{language}/{name}.png  {size / 1000:.0f} kB\n")
                large += [f"{language}/{name}.png"] if size > MOST_BYTES else []
    if large:
        sys.stderr.write(f"Larger than {MOST_BYTES // 1000} kB: {', '.join(large)}\n")
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main(set(sys.argv[1:])))
