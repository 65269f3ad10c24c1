"""Addresses of the area."""

from django.urls import URLPattern, path

from zhivo.web.quality import goals, quality

urls: list[URLPattern] = [
    path("", quality.quality, name="list"),
    path("goals/", goals.goals, name="goals"),
]
