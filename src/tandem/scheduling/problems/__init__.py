"""Rows to planning facts, and back."""
