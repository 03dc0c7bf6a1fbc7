"""Rows to planning facts: who may tutor whom, when and where, with names left out."""

from tandem.scheduling.problems.build import Built, problem_for

__all__ = ["Built", "problem_for"]
