"""The Django application of zhivo.intake."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Names the application."""

    name = "zhivo.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
