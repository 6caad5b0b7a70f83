# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of one's own account."""

from tests.matrix.rows import Row

ACCOUNT: dict[str, Row] = {
    "account/email/": Row("account/email/", own=True),
    "account/login/": Row("account/login/", own=True),
    "account/logout/": Row("account/logout/", own=True),
    "account/inactive/": Row("account/inactive/", own=True),
    "account/signup/": Row("account/signup/", own=True),
    "account/reauthenticate/": Row("account/reauthenticate/", own=True),
    "account/confirm-email/": Row("account/confirm-email/", own=True),
    "account/password/change/": Row("account/password/change/", own=True),
    "account/password/set/": Row("account/password/set/", own=True),
    "account/password/reset/": Row(
        "account/password/reset/", own=True, data=lambda world: {"email": "zqxemailzqx@example.org"}
    ),
    "account/login/code/confirm/": Row("account/login/code/confirm/", own=True),
    r"account/^confirm-email/(?P<key>[-:\w]+)/$": Row("account/confirm-email/x/", own=True),
    "account/password/reset/key/done/": Row("account/password/reset/key/done/", own=True),
    r"account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": Row(
        "account/password/reset/key/1-x/", own=True
    ),
    "account/password/reset/done/": Row("account/password/reset/done/", own=True),
}
