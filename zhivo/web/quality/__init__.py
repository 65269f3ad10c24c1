"""Screens about how good the data are."""
