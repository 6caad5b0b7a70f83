# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Judging a page as it stands: by axe, by its width, and by what is lost when text gets more room."""

from importlib.resources import files

from playwright.sync_api import Page

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
_OPTIONS = {
    "runOnly": {"type": "tag", "values": _TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
# Of what sticks out, the outermost element only; what scrolls by itself within its own box may.
_TOO_WIDE = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") return true;
    }
    return false;
  };
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element))
    .slice(0, 3)
    .map((element) => element.outerHTML.slice(0, 120));
}
"""
# WCAG 1.4.12. A sheet made by script is not the page's own, so its policy does not stand in the way.
_MORE_ROOM = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }
  `);
  document.adoptedStyleSheets = [sheet];
}
"""
_CUT_OFF = """
() => [...document.body.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  if (!element.childNodes.length || box.width < 2 || box.height < 2 || style.clip !== "auto") return false;
  if (element.closest("svg, select, [role=graphics-document]")) return false;
  const cuts = (way) => ["hidden", "clip"].includes(way);
  return cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1
    || cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
}).map((element) => element.outerHTML.slice(0, 120))
"""


def by_axe(page: Page) -> list[str]:
    """What axe finds against WCAG 2.0-2.2 A and AA and its best practices: rule, and where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    # What lies half under the bar that stays in view is no fault of the page: it scrolls from under it.
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    found = page.evaluate("options => axe.run(options).then(({ violations }) => violations)", _OPTIONS)
    return [
        f"{rule['id']}: {rule['help']}: {node['target']} {node['html'][:160]} {_first_reason(node)}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def _first_reason(node: dict) -> str:  # type: ignore[type-arg]
    reasons = [check["message"] for check in [*node["any"], *node["all"], *node["none"]]]
    return reasons[0] if reasons else ""


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    return [f"too wide: {what}" for what in page.evaluate(_TOO_WIDE)]


def lost_with_more_room(page: Page) -> list[str]:
    """What is cut off or sticks out when lines, words and letters get more room (WCAG 1.4.12)."""
    page.evaluate(_MORE_ROOM)
    cut_off = [f"cut off with more room: {what}" for what in page.evaluate(_CUT_OFF)]
    return cut_off + [f"with more room {fault}" for fault in too_wide(page)]
