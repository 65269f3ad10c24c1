"""The Django application of zhivo.clients."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    """Names the application."""

    name = "zhivo.clients"
    label = "clients"
    default_auto_field = "django.db.models.BigAutoField"
