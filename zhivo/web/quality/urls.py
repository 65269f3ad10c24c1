"""Addresses of the area."""

from django.urls import URLPattern, path

from zhivo.web.quality import dead, gaps, goals, marks, portrait, quality, rules

urls: list[URLPattern] = [
    path("", quality.quality, name="list"),
    path("dead/", dead.dead, name="dead"),
    path("marks/", marks.marks, name="marks"),
    path("marks/<int:pk>/", marks.mark, name="mark"),
    path("goals/", goals.goals, name="goals"),
    path("portrait/", portrait.portrait, name="portrait"),
    path("portrait/fields/", portrait.fields, name="portrait_fields"),
    path("rules/", rules.rules, name="rules"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps/<int:pk>/", gaps.gap, name="gap"),
]
