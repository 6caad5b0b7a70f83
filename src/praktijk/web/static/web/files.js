// SPDX-FileCopyrightText: 2026 Praktijk contributors
// SPDX-License-Identifier: EUPL-1.2
// Says at once that a file is too large, before minutes are spent on sending it; the server says it too.
"use strict";

addEventListener("submit", (event) => {
  for (const input of event.target.querySelectorAll("input[type=file][data-most-bytes]")) {
    const tooLarge = [...input.files].some((file) => file.size > Number(input.dataset.mostBytes));
    const id = `${input.id}-too-large`;
    document.getElementById(id)?.remove();
    input.toggleAttribute("aria-invalid", false);
    if (!tooLarge) continue;
    event.preventDefault();
    const said = document.createElement("p");
    said.id = id;
    said.className = "errorlist";
    said.setAttribute("role", "alert");
    said.textContent = input.dataset.tooLarge;
    input.before(said);
    input.setAttribute("aria-invalid", "true");
    input.focus();
  }
});
