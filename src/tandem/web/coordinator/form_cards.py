"""The forms of tutoring as the pages explain them, by family."""

from collections.abc import Iterator
from dataclasses import dataclass

from tandem.core.glossary import Text
from tandem.initiatives.catalogue import FORMS, Family, RefusedForm, Template
from tandem.initiatives.catalogue.finding import matching
from tandem.initiatives.enums import FormKind
from tandem.web.coordinator import form_words


@dataclass(frozen=True, slots=True)
class FormCard:
    """A form as the page explains it."""

    kind: FormKind
    title: Text
    explanation: Text
    asks: Text
    source: str
    template: Template
    facts: list[tuple[str, str]]

    @property
    def group(self) -> str:
        return form_words.group(self.template)

    @property
    def when(self) -> str:
        return form_words.when(self.template)


@dataclass(frozen=True, slots=True)
class RefusedCard:
    """What is refused, why, and which forms come near it."""

    form: RefusedForm
    instead: list[FormCard]


def card(kind: FormKind) -> FormCard:
    form = FORMS[kind]
    return FormCard(
        kind, form.name, form.summary, form.asks, form.source, form.template, form_words.facts(form.template)
    )


def families(query: str) -> Iterator[tuple[Text, list[FormCard]]]:
    """Yield the forms somebody asks for, by family."""
    found = matching(FORMS.values(), query)
    for family in Family:
        cards = [card(form.kind) for form in found if form.family == family]
        if cards:
            yield form_words.FAMILIES[family], cards


def refused(form: RefusedForm) -> RefusedCard:
    return RefusedCard(form, [card(kind) for kind in form.instead])
