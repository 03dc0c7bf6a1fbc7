"""What cuts through contexts: a family's answer, erasing somebody, and what is kept too long."""

from tandem.privacy.actions.answers import Answered, set_guardian_standing, take_answer, take_conversation

__all__ = ["Answered", "set_guardian_standing", "take_answer", "take_conversation"]
