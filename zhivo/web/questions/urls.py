"""Addresses of the area."""

from django.urls import URLPattern

urls: list[URLPattern] = []
