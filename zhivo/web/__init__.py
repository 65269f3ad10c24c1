"""All screens, by area."""
