"""Addresses of own fields."""

from django.urls import URLPattern, path

from zhivo.web.fields import field, fields

urls: list[URLPattern] = [
    path("", fields.fields, name="list"),
    path("counts/", fields.counts, name="counts"),
    path("new/", fields.new, name="new"),
    path("<int:pk>/", field.field, name="field"),
    path("<int:pk>/place/", fields.place, name="place"),
    path("<int:pk>/archive/", fields.archive, name="archive"),
]
