"""The Django application of zhivo.quality."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """Names the application."""

    name = "zhivo.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"
