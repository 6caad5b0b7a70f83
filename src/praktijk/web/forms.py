# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a person fills in about the pages themselves."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Person


class LanguageForm(forms.Form):
    """The language of the pages."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)


class PreferencesForm(forms.Form):
    """How a person wants to see the pages."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Colours"), choices=Person.Theme.choices, widget=forms.RadioSelect)
    density = forms.ChoiceField(
        label=_("Density of lists"), choices=Person.Density.choices, widget=forms.RadioSelect
    )
