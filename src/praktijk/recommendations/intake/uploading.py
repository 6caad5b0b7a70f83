# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the file that somebody sends to a letter in review.

The file is read while the person waits, in a child with little memory and at most a few seconds
(`sources.reading.isolation`), and not by the worker in the background: an ordinary letter takes a fraction
of a second, the person wants to go on with it at once, and a file that is refused is refused beside the
field with everything that was filled in still there.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.translation import gettext as _

from praktijk.access.models import Person
from praktijk.access.refusals import put_refusal
from praktijk.recommendations.intake.messages import refused, unreadable_in_words
from praktijk.recommendations.intake.models import LetterReading
from praktijk.recommendations.intake.taking_in import ReadBefore, known_letter, known_reading, take_in
from praktijk.recommendations.intake.upload_form import UploadForm
from praktijk.sources.actions import fingerprint
from praktijk.sources.models import Document
from praktijk.sources.reading.isolation import read_isolated
from praktijk.sources.reading.model import Reading, Unreadable
from praktijk.sources.reading.reasons import unreadable

#: Fields of a document that stand under another name on the form.
_ON_THE_FORM = {"title_nl": "title", "title_en": "title", "sha256": "file", "file_name": "file"}


def take_in_upload(form: UploadForm, *, by: Person, known: Document | None = None) -> LetterReading | None:
    """Read the file of a form that is valid and take the letter in.

    `known` is the document that the file must belong to. Returns None when it was refused; then the form
    says why, beside the field, and nothing was stored.
    """
    values = form.cleaned_data
    file: UploadedFile = values["file"]
    data = file.read()
    try:
        if known is not None and fingerprint(data) != known.sha256:
            raise refused("other_file", field="file")
        read = _read(data, file.name or "", values["language"] or None)
        if known is None and not values.get("another"):
            twin = known_letter(by, read, values.get("identifier", ""))
            if twin is not None:
                form.ask_whether_another(_read_in_another_file(by, twin))
                return None
        return take_in(
            by=by,
            read=read,
            file_name=file.name or "",
            title=values.get("title", ""),
            identifier=values.get("identifier", ""),
            published_on=values.get("published_on"),
            level=values.get("level", ""),
            restricted_to=[unit.pk for unit in values.get("restricted_to", [])],
            original=data,
        )
    except Unreadable as failed:
        form.add_error("file", unreadable_in_words(failed.code, failed.details))
    except ReadBefore:
        form.add_error("file", _read_before(by, fingerprint(data)))
    except ValidationError as error:
        put_refusal(form, _on_the_form(error))
    return None


def _read(data: bytes, file_name: str, language: str | None) -> Reading:
    """The letter, read in a child. Raises Unreadable, also for words that no database can hold."""
    read = read_isolated(data, filename=file_name, language=language)
    try:
        (read.text + (read.source.title or "")).encode()
    except UnicodeEncodeError as error:
        raise unreadable("unknown_encoding") from error
    if "\x00" in read.text or "\x00" in (read.source.title or ""):
        raise unreadable("broken_file", format="document")
    if read.source.sha256 != fingerprint(data):
        # The child says which file it read; a hostile one must not pass for another document.
        raise unreadable("broken_file", format="document")
    return read


def _read_before(by: Person, sha256: str) -> Any:
    reading = known_reading(by, sha256)
    if reading is None:
        return refused("known_elsewhere")
    return format_html(
        '{} <a href="{}">{}</a>',
        _("This very file was read before; nothing was stored again."),
        reading.get_absolute_url(),
        _("Go to that reading"),
    )


def _read_in_another_file(by: Person, document: Document) -> Any:
    reading = LetterReading.objects.visible_to(by).filter(document=document).first()
    return format_html(
        '{} <a href="{}">{}</a>',
        _(
            "This letter is here already, in another file; nothing was stored again. If it is another letter "
            "after all, tick so and choose the file again."
        ),
        (reading or document).get_absolute_url(),
        document.title,
    )


def _on_the_form(error: ValidationError) -> ValidationError:
    """The same refusal, each message under the name that its field has on the form."""
    if not hasattr(error, "error_dict"):
        return error
    messages: dict[str, list[ValidationError]] = {}
    for name, errors in error.error_dict.items():
        messages.setdefault(_ON_THE_FORM.get(name, name), []).extend(errors)
    return ValidationError(messages)
