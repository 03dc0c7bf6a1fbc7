"""What one word of the field is."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Term:
    """One word: for one, for many, what it means, and what it is never called on the screen."""

    one: Text
    many: Text
    meaning: Text
    never: tuple[str, ...] = ()
