# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person fills in about mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.notices.models import NoticeSettings


class FrequencyForm(forms.Form):
    """How often somebody wants mail of news."""

    frequency = forms.ChoiceField(
        label=_("How often do you want news by mail?"),
        choices=NoticeSettings.Frequency.choices,
        widget=forms.RadioSelect,
    )
