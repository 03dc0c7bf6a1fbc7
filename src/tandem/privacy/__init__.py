"""Retention, access, export, erasure."""
