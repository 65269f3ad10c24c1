"""Addresses of the area."""

from django.urls import URLPattern, path

from zhivo.web.clients import (
    assignment,
    bulk_edit,
    bulk_tags,
    client,
    client_tags,
    clients,
    condition,
    export,
    facts,
    new,
    preview,
    rows,
    tags,
    views,
)

urls: list[URLPattern] = [
    path("", clients.clients, name="list"),
    path("count/", clients.count, name="count"),
    path("export/", export.export, name="export"),
    path("new/", new.new, name="new"),
    path("conditions/<int:pk>/", condition.condition, name="condition"),
    path("assignment/", assignment.assignment, name="assignment"),
    path("views/", views.views, name="views"),
    path("views/counts/", views.counts, name="view_counts"),
    path("views/<int:pk>/", views.view, name="view"),
    path("bulk/edit/", bulk_edit.bulk_edit, name="bulk_edit"),
    path("bulk/tags/", bulk_tags.bulk_tags, name="bulk_tags"),
    path("tags/", tags.tags, name="tags"),
    path("tags/<int:pk>/", tags.tag, name="tag"),
    path("<int:pk>/", client.client, name="client"),
    path("<int:pk>/panel/", preview.panel, name="panel"),
    path("<int:pk>/facts/", facts.facts, name="facts"),
    path("<int:pk>/tags/", client_tags.client_tags, name="client_tags"),
    path("<int:pk>/rows/<int:record>/", rows.row, name="row"),
]
