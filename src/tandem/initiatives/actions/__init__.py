"""Writes of this context, by noun."""
