# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The exchange of names: what each source calls a country, a body, a theme or a group, on one list of ours."""
