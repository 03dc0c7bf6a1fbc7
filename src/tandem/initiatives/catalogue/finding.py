"""Finding a form by what somebody knows of it: a subject, an age, a name in use."""

import re
from collections.abc import Iterable
from typing import TypeVar

from tandem.initiatives.catalogue.form import Form, RefusedForm

Found = TypeVar("Found", bound=Form | RefusedForm)
SHORT = 3  # letters


def matching(forms: Iterable[Found], query: str) -> list[Found]:
    """Return the forms in which every word of a question occurs, in the order given; without a question all."""
    asked = query.casefold().split()
    return [form for form in forms if all(_occurs(word, _text(form)) for word in asked)]


def _occurs(word: str, text: str) -> bool:
    """Tell whether a word occurs; a short one only as a whole word, since "ai" is in many others."""
    return word in text if len(word) > SHORT else re.search(rf"\b{re.escape(word)}\b", text) is not None


def _text(form: Form | RefusedForm) -> str:
    asks = str(form.asks) if isinstance(form, Form) else ""
    return " | ".join((form.key, str(form.name), str(form.summary), asks, *sorted(form.words))).casefold()
