"""Screens: clients."""
