# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    name = "praktijk.web"
    label = "web"
    verbose_name = _("Web")

    def ready(self) -> None:
        from praktijk.access.roles import Permission
        from praktijk.web.navigation import NavItem, register

        # The pages of `access`, which stands before this room and so cannot add them itself.
        for label, url_name, order, permission in (
            (_("People and roles"), "people", 900, Permission.MANAGE_ACCESS),
            (_("Audit trail"), "audit", 910, Permission.VIEW_AUDIT),
        ):
            register(
                NavItem(label=label, url_name=url_name, order=order, permission=permission, section="system")
            )
