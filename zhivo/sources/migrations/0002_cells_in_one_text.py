"""The cells of a row in one text instead of an array."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField("record", "values"),
                migrations.AddField("record", "cells", models.TextField(default=""), preserve_default=False),
            ],
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE sources_record ALTER COLUMN values TYPE text"
                    " USING array_to_string(values, E'\\x1f');"
                    " ALTER TABLE sources_record RENAME COLUMN values TO cells",
                    "ALTER TABLE sources_record RENAME COLUMN cells TO values;"
                    " ALTER TABLE sources_record ALTER COLUMN values TYPE text[]"
                    " USING string_to_array(values, E'\\x1f')",
                )
            ],
        )
    ]
