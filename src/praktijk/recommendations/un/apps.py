# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UNConfig(AppConfig):
    name = "praktijk.recommendations.un"
    label = "un"
    verbose_name = _("Recommendations of the United Nations")

    def ready(self) -> None:
        from praktijk.access.roles import Permission
        from praktijk.recommendations.un.clusters.section import SECTION as CLUSTERS
        from praktijk.recommendations.un.intake.renaming import read_again
        from praktijk.recommendations.un.intake.sending import MOST_BYTES
        from praktijk.recommendations.un.own.section import SECTION
        from praktijk.recommendations.un.reviews.section import SECTION as NEXT_REVIEW
        from praktijk.recommendations.un.search.everywhere import PROVIDER
        from praktijk.recommendations.un.search.sections import SECTIONS
        from praktijk.reference import country_sections
        from praktijk.reference.exchange.deciding import follow
        from praktijk.web import search
        from praktijk.web.navigation import NavItem, register
        from praktijk.web.uploads import allow_more

        follow(read_again)
        allow_more("un_import", most=MOST_BYTES, needs=Permission.EDIT_REGISTER)

        search.register(PROVIDER)
        for section in [NEXT_REVIEW, SECTION, CLUSTERS, *SECTIONS]:
            country_sections.register(section)
        register(
            NavItem(
                label=_("UN recommendations"),
                url_name="un_search",
                order=38,
                permission=Permission.VIEW_REGISTER,
            )
        )
