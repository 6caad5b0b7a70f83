# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is filled in on the page of our own recommendations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Unit


class GiveAllForm(forms.Form):
    """The unit that is to look after what was selected."""

    unit = forms.ModelChoiceField(label=_("Looked after by"), queryset=Unit.objects.all())
