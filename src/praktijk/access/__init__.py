# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see and do what: people, units, roles, confidentiality, history and the audit trail."""
