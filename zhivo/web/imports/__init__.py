"""Screens: imports."""
