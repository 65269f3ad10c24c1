"""Addresses of the first page."""

from django.urls import URLPattern, path

from zhivo.web.home import first

urls: list[URLPattern] = [
    path("", first.home, name="home"),
    path("counts/", first.frame_counts, name="counts"),
    path("more/", first.more, name="more"),
]
