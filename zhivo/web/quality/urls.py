"""Addresses of the area."""

from django.urls import URLPattern, path

from zhivo.web.quality import dead, goals, portrait, quality

urls: list[URLPattern] = [
    path("", quality.quality, name="list"),
    path("dead/", dead.dead, name="dead"),
    path("goals/", goals.goals, name="goals"),
    path("portrait/", portrait.portrait, name="portrait"),
    path("portrait/fields/", portrait.fields, name="portrait_fields"),
]
