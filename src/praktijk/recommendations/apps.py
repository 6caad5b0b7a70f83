# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecommendationsConfig(AppConfig):
    name = "praktijk.recommendations"
    label = "recommendations"
    verbose_name = _("Recommendations and commitments")

    def ready(self) -> None:
        from praktijk.access import leaving
        from praktijk.access.roles import Permission
        from praktijk.recommendations.assigning.leaving import PromisesOfPeople
        from praktijk.recommendations.country_sections import SECTIONS
        from praktijk.recommendations.resting import RegisterOnDocuments
        from praktijk.recommendations.search import PROVIDERS
        from praktijk.reference import country_sections
        from praktijk.sources import resting
        from praktijk.web import search
        from praktijk.web.navigation import NavItem, register, register_preference

        resting.register(RegisterOnDocuments())
        leaving.register(PromisesOfPeople())

        register(
            NavItem(label=_("My work"), url_name="my_work", order=10, permission=Permission.VIEW_REGISTER)
        )
        register(
            NavItem(
                label=_("Commitments"),
                url_name="register",
                order=30,
                permission=Permission.VIEW_REGISTER,
            )
        )
        register(
            NavItem(
                label=_("Reading letters"),
                url_name="reading",
                order=33,
                permission=Permission.READ_LETTERS,
            )
        )
        register(
            NavItem(
                label=_("Parliament"), url_name="parliament", order=34, permission=Permission.VIEW_REGISTER
            )
        )
        register(
            NavItem(
                label=_("Co-ordination"),
                url_name="coordination",
                order=36,
                permission=Permission.SETTLE_COMMITMENTS,
            )
        )
        register_preference(
            NavItem(
                label=_("Notices by mail"),
                url_name="notice_settings",
                order=10,
                permission=Permission.VIEW_REGISTER,
            )
        )
        for section in SECTIONS:
            country_sections.register(section)
        for provider in PROVIDERS:
            search.register(provider)
