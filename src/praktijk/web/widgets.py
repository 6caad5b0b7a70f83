# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ways to choose that a page can hold by the hundred."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


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
        key = (attrs or {}).get("id") or f"id_{name}"
        boxes = format_html_join(
            "",
            '<label for="{}_{}"><input type="checkbox" name="{}" value="{}" id="{}_{}"{}> {}</label>',
            (
                (key, place, name, one, key, place, _CHECKED if str(one) in ticked else "", label)
                for place, (one, label) in enumerate(self.choices)
            ),
        )
        return format_html('<div class="checks" id="{}">{}</div>', key, boxes)


_CHECKED = SafeString(" checked")
