"""English is complete, and nothing on a page is in one language only.

The sentences of the source are found without gettext, so that this holds on any machine.
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from io import BytesIO
from itertools import chain
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tandem"
CATALOGUE = SOURCE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
TEMPLATES = sorted(path for ending in ("html", "txt") for path in SOURCE.rglob(f"templates/**/*.{ending}"))
MODULES = sorted(SOURCE.rglob("*.py"))
LAZY = {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")}
KEYWORDS = DEFAULT_KEYWORDS | LAZY | {"gettext_noop": None}

Key = tuple[str | None, tuple[str, ...]]


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (text or "",)


def catalogue() -> list[Message]:
    with CATALOGUE.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def translations(messages: Iterable[Message]) -> dict[Key, tuple[str, ...]]:
    return {(context_of(message), forms(message.id)): forms(message.string) for message in messages if message.id}


def context_of(message: Message) -> str | None:
    # Babel leaves the contexts of a compiled catalogue as bytes.
    return message.context.decode() if isinstance(message.context, bytes) else message.context


def sentences_of(text: str, *, is_template: bool) -> set[Key]:
    if is_template:
        # What Django's makemessages hands to xgettext; its blanked-out lines are not indented as Python is.
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    found = extract("python", BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"})
    return {(context, forms(message)) for _, message, _, context in found}


def sentences_of_source() -> set[Key]:
    templates = (sentences_of(path.read_text(), is_template=True) for path in TEMPLATES)
    modules = (sentences_of(path.read_text(), is_template=False) for path in MODULES)
    return set(chain.from_iterable(chain(templates, modules)))


def placeholders(text: str) -> list[str]:
    return sorted(set(re.findall(r"%\(\w+\)[a-z]|%%|(?<!%)%[sd]|\{\w*\}", text)))


def test_what_is_said_in_the_source_is_found():
    template = "{% blocktranslate count n=1 trimmed %}\n  Een\n  rij{% plural %}{{ n }} rijen{% endblocktranslate %}"
    module = 'label = _("Een " "naam")\nwhy = pgettext_lazy("hier", "Waarom")'

    assert sentences_of(template, is_template=True) == {(None, ("Een rij", "%(n)s rijen"))}
    assert sentences_of("<p title=\"{% translate 'Dag' %}\">", is_template=True) == {(None, ("Dag",))}
    assert sentences_of(module, is_template=False) == {(None, ("Een naam",)), ("hier", ("Waarom",))}


def test_every_sentence_of_the_source_is_in_the_catalogue_and_no_other():
    assert sorted(map(str, translations(catalogue()))) == sorted(map(str, sentences_of_source()))


def test_every_sentence_is_translated_and_none_is_guessed():
    unfinished = [message.id for message in catalogue() if message.fuzzy or not all(forms(message.string))]
    obsolete = [line for line in CATALOGUE.read_text().splitlines() if line.startswith("#~")]

    assert (unfinished, obsolete) == ([], [])


def test_one_and_many_are_both_said():
    of_one_form = [key for key, said in translations(catalogue()).items() if len(said) != len(key[1])]

    assert of_one_form == []


def test_what_is_filled_in_is_the_same_in_both_languages():
    different = [
        (dutch, english)
        for (_, originals), translated in translations(catalogue()).items()
        for dutch, english in zip(originals, translated, strict=True)
        if placeholders(dutch) != placeholders(english)
    ]

    assert different == []


def test_a_sentence_ends_as_it_does_in_dutch():
    """So that pieces that are put together stay apart, and a sentence stays a sentence."""
    edges = re.compile(r"^(\s*).*?([.:?!…]?\s*)$", re.DOTALL)
    different = [
        (dutch, english)
        for (_, originals), translated in translations(catalogue()).items()
        for dutch, english in zip(originals, translated, strict=True)
        if edges.match(dutch).groups() != edges.match(english).groups()  # type: ignore[union-attr]  # fits all
    ]

    assert different == []


def test_what_is_compiled_is_what_is_written():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = translations(read_mo(file))

    assert compiled == translations(catalogue())


# What a reader sees of a template without a language: the text between tags, and the attributes that are read out.
TRANSLATED = "\ue000"
READ_OUT = {"alt", "aria-description", "aria-label", "placeholder", "title"}
LANGUAGE_FREE = {"Tandem"}


class Reader(HTMLParser):
    """Collects what is shown, but for what names its own language."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names_language = any(name == "lang" and value and TRANSLATED not in value for name, value in attrs)
        self.open.append((tag, names_language))
        if not names_language:
            self.attributes += [(name, value) for name, value in attrs if value]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass  # elements without an end, such as <br>

    def handle_data(self, data: str) -> None:
        if not any(names_language for _, names_language in self.open):
            self.texts.append(data.strip())


def without_code(template: str) -> str:
    """Put a mark where the template fills something in, and leave out what is translated or only a comment."""
    kept: list[str] = []
    skipped = ""
    for token in Lexer(template).tokenize():
        word = token.contents.split(maxsplit=1)[0] if token.contents.strip() else ""
        if skipped:
            skipped = "" if token.token_type == TokenType.BLOCK and word == skipped else skipped
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
        elif token.token_type == TokenType.BLOCK and word in {"comment", "blocktranslate"}:
            skipped = f"end{word}"
            kept.append(TRANSLATED)
        elif token.token_type == TokenType.BLOCK and token.contents == "block main_class":
            skipped = "endblock"  # the class of the page
        elif token.token_type == TokenType.VAR or word == "translate":
            kept.append(TRANSLATED)
    return "".join(kept)


def read(template: str) -> Reader:
    reader = Reader()
    reader.feed(without_code(template))
    reader.close()
    return reader


def has_words(text: str) -> bool:
    return any(word not in LANGUAGE_FREE for word in re.findall(r"[^\W\d_\ue000]+", text))


def shown(template: str, read_out: set[str]) -> list[str]:
    reader = read(template)
    attributes = [value for name, value in reader.attributes if name in read_out]
    return [text for text in [*reader.texts, *attributes] if has_words(text)]


def attributes_that_are_read_out() -> set[str]:
    """Return the attributes that hold a translation somewhere: a component shows them."""
    everywhere = chain.from_iterable(
        re.findall(r"""\s([\w-]+)=["']\{% translate""", path.read_text()) for path in TEMPLATES
    )
    return READ_OUT | set(everywhere)


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Dag</p>", ["Dag"]),
        (
            '<p>{% translate "Dag" %} {{ name }}, {% if is_late %}nog even{% endif %}</p>',
            [f"{TRANSLATED} {TRANSLATED}, nog even"],
        ),
        ("<p>{% blocktranslate trimmed %}Dag {{ name }}{% endblocktranslate %} · Tandem</p>", []),
        ('<c-alert title="Let op" tone="warning" />', ["Let op"]),
        ('<span lang="pl">Witamy</span><br><b>wel</b>', ["wel"]),
        ("{# een opmerking #}{% comment %}en nog een{% endcomment %}", []),
    ],
)
def test_words_outside_a_translation_are_seen(template: str, found: list[str]):
    assert shown(template, READ_OUT) == found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_says_nothing_in_one_language_only(path: Path):
    assert shown(path.read_text(), attributes_that_are_read_out()) == []
