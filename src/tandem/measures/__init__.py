"""PURE: figures with their uncertainty."""
