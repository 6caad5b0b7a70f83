# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of my work sends."""

from django import forms

#: No key of a record is larger.
_LARGEST = 2**63 - 1


class SeenForm(forms.Form):
    """Which notices were seen: of one commitment or of all, up to the newest that was shown."""

    commitment = forms.IntegerField(min_value=1, max_value=_LARGEST, required=False)
    until = forms.IntegerField(min_value=1, max_value=_LARGEST)
