"""The Django application of zhivo.intake."""

from importlib import import_module

from django.apps import AppConfig

DECLARING = (
    "zhivo.intake.batches",
    "zhivo.intake.by_hand",
    "zhivo.intake.drops",
    "zhivo.intake.exports",
    "zhivo.intake.load",
)


class IntakeConfig(AppConfig):
    """Names the application, and reads the modules that declare its kinds of operations and events."""

    name = "zhivo.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Know every kind before the journal is read or an undo is asked for."""
        for module in DECLARING:
            import_module(module)
