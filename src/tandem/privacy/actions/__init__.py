"""What cuts through contexts: a family's answer, erasing somebody, and what is kept too long."""

from tandem.privacy.actions.answers import take_answer

__all__ = ["take_answer"]
