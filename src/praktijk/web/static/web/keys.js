// SPDX-FileCopyrightText: 2026 Praktijk contributors
// SPDX-License-Identifier: EUPL-1.2
// Keys of the frame. A page adds its own with praktijkKeys.add("a", "Accept", action), or by marking a
// button or link with data-key="a" data-key-label="Accept". They can be switched off for this browser.
(() => {
  "use strict";
  const KEPT = "praktijk.keys";
  const dialog = document.getElementById("keys");
  const own = new Map();

  const on = () => {
    try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; }
  };
  const switchTo = (value) => {
    try { value ? localStorage.removeItem(KEPT) : localStorage.setItem(KEPT, "off"); } catch { /* not kept */ }
    document.querySelectorAll("[data-keys-switch]").forEach((box) => { box.checked = value; });
  };
  const typing = (target) => target instanceof Element
    && target.closest("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable='']") !== null;

  const rows = () => [...document.querySelectorAll("main [data-row]")]
    .map((row) => row.matches("a[href], button") ? row : row.querySelector("a[href]"))
    .filter((link) => link && link.getClientRects().length > 0);
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const here = all.indexOf(document.activeElement);
    const next = here === -1 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1);
    all[next].focus();
    all[next].scrollIntoView({ block: "nearest" });
  };

  const describe = () => {
    const list = dialog.querySelector("dl");
    list.querySelectorAll("[data-of-page]").forEach((item) => item.remove());
    const entries = [...own].map(([key, { label }]) => [key, label]);
    document.querySelectorAll("[data-key]").forEach((element) => {
      const label = element.dataset.keyLabel || element.textContent.trim();
      if (!entries.some(([key]) => key === element.dataset.key)) entries.push([element.dataset.key, label]);
    });
    for (const [key, label] of entries) {
      const term = document.createElement("dt");
      const sign = document.createElement("kbd");
      const meaning = document.createElement("dd");
      sign.textContent = key;
      meaning.textContent = label;
      term.append(sign);
      term.dataset.ofPage = meaning.dataset.ofPage = "";
      list.append(term, meaning);
    }
  };
  const show = () => { describe(); dialog.showModal(); };

  const pressed = (key) => {
    if (own.has(key)) { own.get(key).action(); return true; }
    const marked = [...document.querySelectorAll("[data-key]")]
      .find((element) => element.dataset.key === key && element.getClientRects().length > 0);
    if (marked) { marked.click(); return true; }
    switch (key) {
      case "/": {
        const field = document.getElementById("search");
        if (!field) return false;
        field.focus();
        field.select();
        return true;
      }
      case "j": step(1); return true;
      case "k": step(-1); return true;
      case "?": show(); return true;
      default: return false;
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!on() || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (pressed(event.key)) event.preventDefault();
  });
  document.addEventListener("change", (event) => {
    if (event.target instanceof Element && event.target.matches("[data-keys-switch]")) switchTo(event.target.checked);
  });
  document.querySelectorAll("[data-keys-setting]").forEach((element) => { element.hidden = false; });
  document.querySelectorAll("[data-keys-show]").forEach((element) => {
    element.hidden = false;
    element.addEventListener("click", show);
  });
  switchTo(on());

  window.praktijkKeys = { add: (key, label, action) => own.set(key, { label, action }), on };
})();
