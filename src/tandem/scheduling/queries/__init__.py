"""Reads of this context, by noun."""
