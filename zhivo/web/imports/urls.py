"""Addresses of the area."""

from django.urls import URLPattern, path

from zhivo.web.imports import batch, batches, drop, firms, new, pasted, refused, rows, run, sheets, stop, typed, undo

urls: list[URLPattern] = [
    path("", batches.batches, name="list"),
    path("new/", new.new, name="new"),
    path("pasted/", pasted.pasted, name="pasted"),
    path("typed/", typed.typed, name="typed"),
    path("typed/kept/", typed.kept, name="typed_kept"),
    path("<int:pk>/", batch.batch, name="batch"),
    path("<int:pk>/run/", run.run, name="run"),
    path("<int:pk>/stop/", stop.stop, name="stop"),
    path("<int:pk>/undo/", undo.undo, name="undo"),
    path("<int:pk>/rows/", rows.rows, name="rows"),
    path("<int:pk>/sheets/", sheets.sheets, name="sheets"),
    path("drops/<int:pk>/", drop.drop, name="drop"),
    path("drops/<int:pk>/run/", drop.run, name="drop_run"),
    path("drops/<int:pk>/stop/", drop.stop, name="drop_stop"),
    path("drops/<int:pk>/undo/", drop.undo, name="drop_undo"),
    path("<int:pk>/firms/", firms.firms, name="firms"),
    path("<int:pk>/refused.csv", refused.refused, name="refused"),
    path("<int:pk>/refused.xlsx", refused.refused, {"suffix": "xlsx"}, name="refused_book"),
]
