"""Purchases in: rows of orders and of their lines, brought together by purchase, cleaned, and written."""
