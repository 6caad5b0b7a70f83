# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the calendar and of reviews to come."""

from django.urls import path

from praktijk.recommendations.un.reviews import views

urlpatterns = [
    path("calendar/", views.calendar, name="un_calendar"),
    path("calendar/upr.ics", views.calendar_file, name="un_calendar_file"),
    path("reviews/check/", views.check_text, name="un_check_draft"),
    path("reviews/drafts/<int:pk>/", views.change_draft, name="un_change_draft"),
    path("reviews/<str:code>/", views.review, name="un_review"),
    path("reviews/<str:code>/drafts/", views.new_draft, name="un_new_draft"),
]
