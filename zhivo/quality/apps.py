"""The Django application of zhivo.quality."""

from importlib import import_module

from django.apps import AppConfig

DECLARING = (
    "zhivo.quality.answering",
    "zhivo.quality.answers",
    "zhivo.quality.dadata.asking",
    "zhivo.quality.portrait.portraits",
    "zhivo.quality.retyping",
)


class QualityConfig(AppConfig):
    """Names the application, and reads the modules that declare its kinds of operations and events."""

    name = "zhivo.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Know every kind before the journal is read or an undo is asked for."""
        for module in DECLARING:
            import_module(module)
