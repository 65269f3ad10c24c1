"""Addresses of the area."""

from django.urls import URLPattern, path

from zhivo.web.imports import batch, batches, firms, new, pasted, refused, rows, run, stop, undo

urls: list[URLPattern] = [
    path("", batches.batches, name="list"),
    path("new/", new.new, name="new"),
    path("pasted/", pasted.pasted, name="pasted"),
    path("<int:pk>/", batch.batch, name="batch"),
    path("<int:pk>/run/", run.run, name="run"),
    path("<int:pk>/stop/", stop.stop, name="stop"),
    path("<int:pk>/undo/", undo.undo, name="undo"),
    path("<int:pk>/rows/", rows.rows, name="rows"),
    path("<int:pk>/firms/", firms.firms, name="firms"),
    path("<int:pk>/refused.csv", refused.refused, name="refused"),
]
