# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What django-allauth asks of this installation."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The address or the password is not right. Check both and try again."),
        "enter_current_password": _("Fill in your present password as well."),
        "incorrect_password": _("This password is not right."),
        "invalid_login": _("Signing in did not work. Try again."),
        "invalid_password_reset": _("This link has been used already, or it is too old."),
        "too_many_login_attempts": _("Signing in went wrong too often. Wait a few minutes and try again."),
        "rate_limited": _("This goes too fast. Wait a moment and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always False."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names: people sign in with their e-mail address."""
