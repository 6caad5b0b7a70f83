# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a refusal of an action comes back into the form that asked for it."""

from django.core.exceptions import ValidationError
from django.forms import BaseForm


def put_refusal(form: BaseForm, refused: ValidationError) -> None:
    """Put each message beside its field, or above the form where the form has no such field."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for field, errors in refused.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)
