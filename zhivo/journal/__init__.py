"""Who did what to many rows, and how it is undone."""
