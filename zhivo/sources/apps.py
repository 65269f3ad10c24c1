"""The Django application of zhivo.sources."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """Names the application."""

    name = "zhivo.sources"
    label = "sources"
    default_auto_field = "django.db.models.BigAutoField"
