"""The palette of Ctrl+K and the list of keys."""
