"""Fields several forms of the coordinator share."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from tandem.web.coordinator import words

LEVELS = range(1, 16)


class DayField(forms.DateField):
    """A day, chosen with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class WordsField(forms.CharField):
    """A few words in one box, with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        return list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def level_choices() -> list[tuple[int, str]]:
    return [(step, words.level(step)) for step in LEVELS]


class LevelField(forms.TypedChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=level_choices, coerce=int, **kwargs)


class OneField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none when it runs  # of whatever the page offers
    """One row, called as `name_of` says; which rows there are to choose from is given with `offer`."""

    def __init__(self, model: type[Model], *, name_of: Callable[[Any], str] = str, **kwargs: Any) -> None:
        self.name_of = name_of
        kwargs.setdefault("empty_label", _("kies") if kwargs.get("required", True) else _("geen"))
        super().__init__(QuerySet(model).none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return self.name_of(obj)


class SomeField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # it takes none when it runs
    """Any number of rows, each with its own box."""

    def __init__(self, model: type[Model], *, name_of: Callable[[Any], str] = str, **kwargs: Any) -> None:
        self.name_of = name_of
        super().__init__(QuerySet(model).none(), widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return self.name_of(obj)


def offer(form: forms.Form, name: str, rows: QuerySet[Any], chosen: Iterable[Model] | None = None) -> None:
    """Give a field the rows to choose from, and what is chosen already."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    if chosen is not None:
        field.initial = [row.pk for row in chosen]


def check_order(form: forms.Form, first: str, last: str) -> None:
    """Say so beside `last` when it comes before `first`."""
    starts, ends = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if starts is not None and ends is not None and ends < starts:
        form.add_error(last, _("Dit ligt voor het begin. Kies hetzelfde of later."))
