"""Tandem runs student-tutoring programmes."""

__version__ = "0.1.0"
