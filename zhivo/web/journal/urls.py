"""Addresses of the journal."""

from django.urls import URLPattern, path

from zhivo.web.journal import journal

urls: list[URLPattern] = [
    path("", journal.journal, name="list"),
    path("<int:pk>/undo/", journal.undoing, name="undo"),
]
