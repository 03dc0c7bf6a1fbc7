"""Every sentence a family can meet, and the catalogues that say it in their languages.

`python -m tests.web.family_words` (part of `script/translate`) puts new sentences in the catalogues, takes out those
that are gone, compiles, and says what is still to do.
"""

import sys
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.web.test_translations import SOURCE, Key, sentences_of

LOCALE = SOURCE / "web" / "locale"
LANGUAGES = ("fr", "ar", "tr", "pl", "uk", "es")
TEMPLATES = SOURCE / "web" / "templates"
# The layout and the parts that family pages are made of; a page that says what went wrong may be theirs as well.
LAYOUT = ("base", "429", "layout/messages", "layout/side", "layout/bottom_bar")
PARTS = ("alert", "button", "buttons", "card", "form", "field", "errors", "empty", "heading")
FAMILY_TEMPLATES = (
    *sorted((TEMPLATES / "family").rglob("*.html")),
    *(TEMPLATES / f"{name}.html" for name in LAYOUT),
    *(TEMPLATES / "components" / f"{name}.html" for name in PARTS),
    *sorted((TEMPLATES / "errors").rglob("*.html")),
)
FAMILY_MODULES = (*sorted((SOURCE / "web" / "family").rglob("*.py")), SOURCE / "initiatives" / "wording.py")


def sentences() -> set[Key]:
    """Return every sentence of the pages, letters and mails that families get."""
    in_templates = (sentences_of(path.read_text(), is_template=True) for path in FAMILY_TEMPLATES)
    in_modules = (sentences_of(path.read_text(), is_template=False) for path in FAMILY_MODULES)
    return set().union(*in_templates, *in_modules, _said_elsewhere())


def _said_elsewhere() -> set[Key]:
    """Return what stands among sentences for others: answers, the menu's own item, and what mails tell."""
    from tandem.core.permissions import Role  # noqa: PLC0415 - apps are loaded by now
    from tandem.initiatives.wording import PLAIN  # noqa: PLC0415 - apps are loaded by now
    from tandem.logbook import enums  # noqa: PLC0415 - apps are loaded by now
    from tandem.people.enums import ConsentAnswer  # noqa: PLC0415 - apps are loaded by now
    from tandem.web import notices  # noqa: PLC0415 - apps are loaded by now
    from tandem.web.navigation import MENU  # noqa: PLC0415 - apps are loaded by now

    family = next(section for section in MENU if section.name == "family")
    labels = [
        *ConsentAnswer.labels,
        *enums.ReadPurpose.labels,
        *enums.ContactWay.labels,
        *(
            label
            for words in (enums.FileKind, enums.Voice, enums.FileRequestKind, enums.PortraitTopic, enums.ShownTo)
            for label in words.labels
        ),
        family.label,
        *(item.label for item in family.items),
        PLAIN.tutor,
        PLAIN.activity,
        PLAIN.team,
        notices.TIMETABLES[Role.GUARDIAN],
        *notices.SESSIONS.values(),
        *notices.TEAMS.values(),
        notices.WHEN,
        notices.READ_IT,
    ]
    return {(None, (str(label),)) for label in labels}


def catalogue_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def renew(language: str) -> int:
    """Bring one catalogue up to date with the sentences, and compile it; return how many are still to be said."""
    path = catalogue_of(language)
    known = _read(path, language)
    renewed = Catalog(locale=language, project="Tandem", fuzzy=False, charset="utf-8")
    todo = 0
    for context, forms in sorted(sentences(), key=lambda key: (key[1], key[0] or "")):
        message_id = forms if len(forms) > 1 else forms[0]
        before = known.get(forms[0], context)
        said = before.string if before else ""
        if len(forms) > 1 and not said:
            said = ("",) * renewed.num_plurals
        renewed.add(message_id, said, context=context)
        todo += not all(said if isinstance(said, tuple | list) else (said,))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, renewed, width=0, omit_header=False, sort_output=True, ignore_obsolete=True)
    # No dates and no tool's name: the catalogue changes when a sentence does.
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(DATED)))
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, _read(path, language))
    return todo


DATED = (
    '"POT-Creation',
    '"PO-Revision',
    '"Generated',
    '"Last-Tr',
    '"Report',
    '"Language-Team',
    '"Project-Id',
    "# ",
    "#\n",
)


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


if __name__ == "__main__":
    django.setup()
    for each in LANGUAGES:
        sys.stderr.write(f"{each}: {renew(each)} of {len(sentences())} still to be said\n")
