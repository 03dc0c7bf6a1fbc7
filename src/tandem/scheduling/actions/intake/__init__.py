"""Handing over lists: kept clean, answered, and taken over whole or not at all."""

from tandem.scheduling.actions.intake.imports import (
    TAKE_OVER,
    ImportNotPossible,
    answer,
    apply,
    ask_to_apply,
    discard,
    do_apply,
    forget_unfinished,
    read_again,
    start_import,
)

__all__ = [
    "TAKE_OVER",
    "ImportNotPossible",
    "answer",
    "apply",
    "ask_to_apply",
    "discard",
    "do_apply",
    "forget_unfinished",
    "read_again",
    "start_import",
]
