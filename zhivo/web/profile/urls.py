"""Addresses of the profile."""

from django.urls import URLPattern, path

from zhivo.web.profile import profile

urls: list[URLPattern] = [
    path("", profile.profile, name="profile"),
    path("password/", profile.password, name="password"),
]
