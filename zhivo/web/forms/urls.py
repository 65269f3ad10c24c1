"""Addresses of the public form; short, for they go out in messages."""

from django.urls import URLPattern, path

from zhivo.web.forms import form

urls: list[URLPattern] = [path("<str:token>/", form.form, name="form")]
