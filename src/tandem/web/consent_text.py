"""The words somebody answers to, kept as they were read: in their language, and without anybody's name."""

import re
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags

from tandem.initiatives.wording import Wording
from tandem.people.actions import consents
from tandem.people.enums import ConsentParty, ConsentPurpose
from tandem.people.models import ConsentText

SOMEBODY = "…"  # where a child's name stands on the page
TEMPLATES = {
    ConsentParty.GUARDIAN: "family/words/question.html",
    ConsentParty.PUPIL: "family/words/own.html",
}


def words_of(*, purpose: ConsentPurpose, party: ConsentParty, wording: Wording, language: str) -> str:
    """Return the words of a question, one sentence or paragraph a line."""
    with translation.override(language):
        page = render_to_string(TEMPLATES[party], {"purpose": purpose, "child": SOMEBODY, "words": wording})
    lines = (re.sub(r"\s+", " ", line).strip() for line in strip_tags(page.replace("</p>", "\n</p>")).splitlines())
    return "\n".join(filter(None, lines))


def text_read(
    *, purpose: ConsentPurpose, party: ConsentParty, wording: Wording, at: datetime, language: str | None = None
) -> ConsentText:
    """Keep the words of a question in the language they are read in now, or were read aloud in."""
    language = (language or translation.get_language() or "nl").split("-")[0]
    words = words_of(purpose=purpose, party=party, wording=wording, language=language)
    return consents.keep_text(purpose=purpose, party=party, language=language, words=words, at=at)
