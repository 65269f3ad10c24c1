"""The Django application of zhivo.team."""

from django.apps import AppConfig


class TeamConfig(AppConfig):
    """Names the application."""

    name = "zhivo.team"
    label = "team"
    default_auto_field = "django.db.models.BigAutoField"
