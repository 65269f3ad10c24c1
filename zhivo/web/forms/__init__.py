"""The public form by which a client says what his card lacks."""
