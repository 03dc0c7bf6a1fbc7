"""Handing over lists: kept clean, answered, and taken over whole or not at all."""

from tandem.scheduling.actions.intake.imports import (
    ImportNotPossible,
    answer,
    apply,
    discard,
    forget_unfinished,
    read_again,
    start_import,
)

__all__ = ["ImportNotPossible", "answer", "apply", "discard", "forget_unfinished", "read_again", "start_import"]
