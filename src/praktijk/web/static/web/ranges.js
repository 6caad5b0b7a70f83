// SPDX-FileCopyrightText: 2026 Praktijk contributors
// SPDX-License-Identifier: EUPL-1.2
// Two sliders that are the ends of one range: shows their values, and the lower never passes the upper.
"use strict";

addEventListener("input", (event) => {
  const moved = event.target;
  if (moved.type !== "range") return;
  const ends = [...moved.closest("fieldset").querySelectorAll("input[type=range]")];
  const [low, high] = ends;
  if (high && Number(low.value) > Number(high.value)) (moved === low ? high : low).value = moved.value;
  for (const end of ends) {
    const shown = document.querySelector(`output[for="${end.id}"]`);
    if (shown) shown.value = end.value;
  }
});
