"""Addresses of coming in and going out."""

from django.urls import URLPattern, path

from zhivo.web.entry import login, logout

urls: list[URLPattern] = [
    path("login/", login.entry, name="login"),
    path("login/<str:token>/", login.link, name="link"),
    path("logout/", logout.logout, name="logout"),
]
