# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people fill in to have a letter read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijk.access.forms import UnitsField
from praktijk.access.models import LevelChoice, Person, Unit
from praktijk.access.publication import Level
from praktijk.recommendations.forms import DayField
from praktijk.recommendations.intake.messages import UNREADABLE
from praktijk.sources.models import Document

ACCEPTED = ".txt,.docx,.odt,.fodt,.html,.htm,.xml,.pdf"


class UploadForm(forms.Form):
    """A letter to read, and what it does not say itself."""

    file = forms.FileField(
        label=_("The letter"),
        help_text=_("A .txt, .docx, .odt, .html, .xml or .pdf file of at most 25 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": _("Choose a file."),
            "missing": _("Choose a file."),
            "empty": UNREADABLE["empty"],
            "invalid": UNREADABLE["cannot_open"],
        },
        max_length=255,
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=400,
        help_text=_("Left empty, it is the title that the letter gives itself."),
    )
    identifier = forms.CharField(
        label=_("Identifier"),
        required=False,
        max_length=120,
        help_text=_("For instance kst-32735-403. It leads to the official page."),
    )
    published_on = DayField(
        label=_("Date of the letter"),
        required=False,
        help_text=_("Left empty, the date in the letter counts."),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        required=False,
        choices=[("", _("as the text itself tells")), ("nl", _("Dutch")), ("en", _("English"))],
    )
    level = forms.ChoiceField(
        label=_("Confidentiality"),
        choices=LevelChoice.choices,
        initial=Level.INTERNAL,
        help_text=_("It holds for the letter and for everything that comes of it."),
    )
    restricted_to = UnitsField(
        Unit.objects.none(),
        label=_("Units that may see it"),
        required=False,
        help_text=_("Only when it is restricted. At least one of them is yours."),
    )
    another = forms.BooleanField(label=_("It is another letter: read it"), required=False)

    def __init__(self, *args: Any, person: Person, known: Document | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "another" not in self.data:
            # Asked only after a letter turned out to be here already.
            del self.fields["another"]
        units = self.fields["restricted_to"]
        units.queryset = Unit.objects.all()  # type: ignore[attr-defined]
        if known is not None:
            # What is known of the document already stays as it is.
            for name in ("title", "identifier", "published_on", "level", "restricted_to"):
                del self.fields[name]

    def ask_whether_another(self, why: str) -> None:
        """Refuse the file, because the letter is here already, and offer to say that it is another one."""
        self.fields["another"] = self.base_fields["another"]
        self.add_error("file", why)

    def clean_identifier(self) -> str:
        """The identifier without blanks around it."""
        return str(self.cleaned_data["identifier"]).strip()

    def clean(self) -> dict[str, Any]:
        """Ask for units when the letter is restricted, and leave them out when it is not."""
        values = super().clean() or {}
        if values.get("level") == Level.RESTRICTED and not values.get("restricted_to"):
            if "restricted_to" not in self.errors:
                self.add_error("restricted_to", _("Choose at least one unit, or another level."))
        elif values.get("level") != Level.RESTRICTED:
            values["restricted_to"] = []
        return values
