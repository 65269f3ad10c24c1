"""The Django application of zhivo.web."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Names the application."""

    name = "zhivo.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
