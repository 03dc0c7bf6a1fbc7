"""Measurements, surveys, reflections, practice results, effects."""
