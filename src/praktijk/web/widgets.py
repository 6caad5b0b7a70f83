# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ways to choose that a page can hold by the hundred."""

from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


class Checks(forms.CheckboxSelectMultiple):
    """A box to tick for each value; drawn here and not by a template for each, which takes a page long.

    Values that are empty are none: browsers send them for what was left blank.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The values ticked, each once."""
        given = super().value_from_datadict(data, files, name) or []
        values = [given] if isinstance(given, str | int) else given
        return [value for value in dict.fromkeys(map(str, values)) if value.strip()]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The boxes with their labels."""
        ticked = set(map(str, value or ()))
        key = escape((attrs or {}).get("id") or f"id_{name}")
        boxes = "".join(
            f'<label for="{key}_{place}"><input type="checkbox" name="{escape(name)}" value="{escape(one)}" '
            f'id="{key}_{place}"{" checked" if str(one) in ticked else ""}> {escape(label)}</label>'
            for place, (one, label) in enumerate(self.choices)
        )
        return mark_safe(f'<div class="checks" id="{key}">{boxes}</div>')  # noqa: S308  # each part is escaped
