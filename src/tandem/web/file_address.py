"""Addresses of the pages of a pupil's own file, as whoever reads it comes there."""

import uuid

from django.urls import reverse


def file_address(pupil_id: uuid.UUID | None, name: str = "", *args: object) -> str:
    """Return the address of a page of a file: through the child, or without a key the pupil's own."""
    audience, mine = ("pupil", []) if pupil_id is None else ("family", [pupil_id])
    return reverse(f"{audience}-file{f'-{name}' if name else ''}", args=[*mine, *args])
