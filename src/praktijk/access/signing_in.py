# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out, and trying in vain, in the audit trail."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from praktijk.access.acting import System, acting
from praktijk.access.models import Person


@receiver(user_logged_in)
def signed_in(sender: Any, user: Person, **kwargs: Any) -> None:
    """Somebody signed in."""
    with acting("person.sign_in", by=user, needs=None, on=user):
        pass


@receiver(user_logged_out)
def signed_out(sender: Any, user: Person | None, **kwargs: Any) -> None:
    """Somebody signed out; a session that had ended already has nobody."""
    if user is not None:
        with acting("person.sign_out", by=user, needs=None, on=user):
            pass


@receiver(user_login_failed)
def tried_in_vain(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Somebody tried a wrong password: kept with the account, if there is one, never with what was typed."""
    typed = str(credentials.get("email") or credentials.get("username") or "").lower()
    with acting(
        "person.sign_in_failed",
        by=System("visitor"),
        needs=None,
        on=Person.objects.filter(email=typed).first(),
    ):
        pass


@receiver([password_changed, password_reset])
def password_renewed(sender: Any, user: Person, **kwargs: Any) -> None:
    """Somebody set another password for themselves."""
    with acting("person.password", by=user, needs=None, on=user):
        pass
