"""The Django application of zhivo.clients."""

from importlib import import_module

from django.apps import AppConfig

DECLARING = (
    "zhivo.clients.assign",
    "zhivo.clients.attributes",
    "zhivo.clients.consents",
    "zhivo.clients.edit",
    "zhivo.clients.form_links",
    "zhivo.clients.membership",
    "zhivo.clients.merge",
    "zhivo.clients.one_value",
    "zhivo.clients.tagging",
    "zhivo.clients.tags",
    "zhivo.clients.views",
)


class ClientsConfig(AppConfig):
    """Names the application, and reads the modules that declare its kinds of operations and events."""

    name = "zhivo.clients"
    label = "clients"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Know every kind before the journal is read or an undo is asked for."""
        for module in DECLARING:
            import_module(module)
