# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of rounds of choice."""

from django.urls import path, re_path

from praktijk.focus.views import deciding, rounds, runs, weighing

_FIGURE = r"(?P<key>[a-z-]+)/(?P<number>\d{1,2})\.(?P<kind>csv|svg)$"

urlpatterns = [
    path("focus/", rounds.rounds, name="focus"),
    path("focus/begin/", rounds.begin, name="focus_begin"),
    path("focus/take-in/", rounds.take_in, name="focus_take_in"),
    path("focus/<int:pk>/", rounds.show, name="focus_round"),
    path("focus/<int:pk>/settings/", rounds.settings, name="focus_settings"),
    path("focus/<int:pk>/criteria/", rounds.criteria, name="focus_criteria"),
    path("focus/<int:pk>/replace/", rounds.replace, name="focus_replace"),
    re_path(r"^focus/(?P<pk>\d+)/file\.(?P<kind>toml|json|xlsx)$", rounds.file, name="focus_file"),
    path("focus/<int:pk>/remarks/", runs.remarks, name="focus_remarks"),
    path("focus/<int:pk>/weigh/", weighing.weigh, name="focus_weigh"),
    path("focus/<int:pk>/weigh/preview/", weighing.preview, name="focus_preview"),
    path("focus/<int:pk>/run/", runs.start, name="focus_start"),
    path("focus/<int:pk>/runs/<int:number>/", runs.show, name="focus_run"),
    re_path(
        r"^focus/(?P<pk>\d+)/runs/(?P<number>\d+)/file\.(?P<kind>toml|json|xlsx)$",
        runs.file,
        name="focus_run_file",
    ),
    path("focus/<int:pk>/runs/<int:number>/result.json", runs.as_json, name="focus_json"),
    re_path(rf"^focus/(?P<pk>\d+)/runs/(?P<run>\d+)/figures/{_FIGURE}", runs.figure, name="focus_figure"),
    path("focus/<int:pk>/runs/<int:number>/propose/", deciding.propose, name="focus_propose"),
    re_path(
        r"^focus/(?P<pk>\d+)/runs/(?P<number>\d+)/(?P<code>[A-Z]{2})/$", runs.profile, name="focus_profile"
    ),
    re_path(
        r"^focus/(?P<pk>\d+)/runs/(?P<number>\d+)/(?P<code>[A-Z]{2})\.(?P<kind>csv|svg)$",
        runs.profile_figure,
        name="focus_profile_figure",
    ),
    path(
        "focus/<int:pk>/runs/<int:number>/beside/<int:other_pk>/<int:other>/",
        runs.beside,
        name="focus_beside",
    ),
    path("focus/<int:pk>/decision/", deciding.decision, name="focus_decision"),
    path("focus/<int:pk>/decision/confirm/", deciding.confirm, name="focus_confirm"),
    re_path(
        r"^focus/(?P<pk>\d+)/decision/record\.(?P<kind>pdf|odt)$",
        deciding.decision_file,
        name="focus_decision_file",
    ),
    re_path(
        rf"^focus/(?P<pk>\d+)/decision/figures/{_FIGURE}",
        deciding.decision_figure,
        name="focus_decision_figure",
    ),
]
