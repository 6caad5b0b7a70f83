# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the files of publishers: each as it is, with its oddities, into values by country and year."""
