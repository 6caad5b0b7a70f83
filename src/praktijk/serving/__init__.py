# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The processes of a running installation: the supervisor, the web server and the worker."""
