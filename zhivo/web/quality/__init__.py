"""Screens: quality."""
