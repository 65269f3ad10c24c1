"""Addresses of the palette."""

from django.urls import URLPattern, path

from zhivo.web.search import palette

urls: list[URLPattern] = [
    path("", palette.search, name="search"),
    path("keys/", palette.keys, name="keys"),
]
