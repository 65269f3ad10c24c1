"""Screens: questions."""
