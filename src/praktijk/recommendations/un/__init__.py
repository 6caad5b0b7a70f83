# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the bodies of the United Nations recommended: the corpus, its sources, its search."""
