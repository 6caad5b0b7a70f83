# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody fills in to import files."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.un.intake.sources import JobSource
from praktijk.reference.exchange.names import code_of_country

MOST_FILES = 50
_ONE_FILE = (JobSource.UHRI, JobSource.THEMATIC_LIST)


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One or more files."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files, each checked by itself."""
        files = data if isinstance(data, list | tuple) else [data]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %(most)s files at a time."), params={"most": MOST_FILES})
        return [super(_FilesField, self).clean(file, initial) for file in files or [None]]


class ImportForm(forms.Form):
    """Whose files, the files, and what they do not tell themselves."""

    source = forms.ChoiceField(label=_("What is it?"), choices=JobSource.choices)
    data_files = _FilesField(
        label=_("Files"),
        help_text=_("As you downloaded them; together at most 1 GB."),
        error_messages={
            "required": _("Choose a file."),
            "missing": _("Choose a file."),
            "empty": _("The file is empty."),
            "invalid": _("Choose a file."),
        },
        max_length=255,
    )
    language = forms.ChoiceField(
        label=_("Language of the texts (for the Index only)"),
        required=False,
        choices=[
            ("", _("take it from the texts")),
            ("en", _("English")),
            ("fr", _("French")),
            ("es", _("Spanish")),
        ],
    )
    part = forms.BooleanField(
        label=_("The file is only a part of the Index: mark nothing as withdrawn"), required=False
    )
    country = forms.CharField(
        label=_("Country under review (for a thematic list only)"),
        required=False,
        max_length=100,
        help_text=_("Its name or code: Slovenia, SVN or SI."),
    )
    as_of = forms.DateField(
        label=_("Valid as of (for ratifications only)"),
        required=False,
        help_text=_("Only where the file does not say so."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_country(self) -> str:
        """The code of the country; refuses what is none."""
        name = self.cleaned_data["country"]
        code = code_of_country(name) if name else ""
        if code is None:
            raise forms.ValidationError(_("“%(name)s” is not a country that we know."), params={"name": name})
        return code

    def clean_as_of(self) -> Any:
        """A day that has been."""
        day = self.cleaned_data["as_of"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is yet to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs to the source."""
        values = super().clean() or {}
        source = values.get("source")
        if source == JobSource.THEMATIC_LIST and not values.get("country") and "country" not in self.errors:
            self.add_error("country", _("Name the country that the list is about."))
        if source in _ONE_FILE and len(values.get("data_files") or []) > 1:
            self.add_error("data_files", _("Choose one file: this source gives everything in one."))
        return values

    @property
    def options(self) -> dict[str, Any]:
        """What was said of the files, as far as it belongs to their source; of a valid form."""
        values = self.cleaned_data
        wanted = {
            JobSource.UHRI: ("language", "part"),
            JobSource.THEMATIC_LIST: ("country",),
            JobSource.RATIFICATIONS: ("as_of",),
        }.get(JobSource(values["source"]), ())
        said = {name: values[name] for name in wanted if values[name]}
        return said | ({"as_of": said["as_of"].isoformat()} if "as_of" in said else {})
