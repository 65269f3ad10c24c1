"""The Django application of zhivo.journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Names the application."""

    name = "zhivo.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
