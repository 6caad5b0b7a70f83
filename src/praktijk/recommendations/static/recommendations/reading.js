/* SPDX-FileCopyrightText: 2026 Praktijk contributors
   SPDX-License-Identifier: EUPL-1.2 */
// Reading a letter: brings the proposal in hand and its words in the letter into view together. Everything
// works without it: the keys are those of web/keys.js, and each of them activates a real link or button.
"use strict";

(() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const letter = document.querySelector("[data-letter]");

  /** Scroll only the column that a thing stands in, so that the page itself stays where it is. */
  function intoView(column, thing, gap) {
    if (!column || !thing || column.scrollHeight <= column.clientHeight + 1) return;
    const there = thing.getBoundingClientRect().top - column.getBoundingClientRect().top;
    column.scrollTo({ top: column.scrollTop + there - gap, behavior: "instant" });
  }

  /** The words in hand in the letter, their card beside it, and both on the screen. */
  function place() {
    intoView(letter, letter?.querySelector("mark[aria-current]"), letter ? letter.clientHeight / 4 : 0);
    const current = document.querySelector(".proposal[aria-current]");
    if (!current) return;
    const column = current.closest("[data-proposals]");
    const head = column.querySelector(".proposals-head");
    const stays = getComputedStyle(head).position === "sticky";
    intoView(column, document.getElementById("doing") ?? current, (stays ? head.offsetHeight : 0) + 8);
    const beside = letter && letter.scrollHeight > letter.clientHeight + 1;
    if (beside && location.hash) {
      const review = document.getElementById("review");
      const bar = document.querySelector(".top")?.offsetHeight ?? 0;
      window.scrollTo({ top: review.getBoundingClientRect().top + window.scrollY - bar - 16, behavior: "instant" });
    }
  }

  // After the browser itself has gone to the place that the address names.
  if (document.readyState === "complete") place();
  else window.addEventListener("load", () => requestAnimationFrame(place));

  // The number of a proposal leads to its words; where the letter has a column of its own, only that moves.
  document.querySelector("[data-proposals]")?.addEventListener("click", (event) => {
    const number = event.target.closest("a.no");
    const words = number && document.getElementById(number.hash.slice(1));
    if (!words || letter.scrollHeight <= letter.clientHeight + 1) return;
    event.preventDefault();
    words.scrollIntoView({ block: "center", behavior: calm ? "instant" : "smooth" });
  });
})();
