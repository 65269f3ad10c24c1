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
    consents,
    export,
    facts,
    form_link,
    form_links,
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
    path("form-links/", form_links.form_links, name="form_links"),
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
    path("<int:pk>/form/", form_link.form_link, name="form_link"),
    path("<int:pk>/consents/<int:consent>/", consents.consent, name="consent"),
    path("<int:pk>/facts/", facts.facts, name="facts"),
    path("<int:pk>/tags/", client_tags.client_tags, name="client_tags"),
    path("<int:pk>/rows/<int:record>/", rows.row, name="row"),
]
