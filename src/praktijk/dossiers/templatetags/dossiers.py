# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the templates tell the blocks of a section apart."""

from django import template

from praktijk.reference.country_sections import kind_of

register = template.Library()
register.filter("kind", kind_of)
