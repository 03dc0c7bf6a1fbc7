import inspect

import factory
import pytest

from tests.factories import file, initiatives, logbook, people, scheduling

FACTORIES = [
    found
    for module in (people, initiatives, scheduling, logbook, file)
    for _, found in inspect.getmembers(module, inspect.isclass)
    if issubclass(found, factory.django.DjangoModelFactory)
    and found.__module__ == module.__name__
    and not found._meta.abstract
]


@pytest.mark.django_db
@pytest.mark.parametrize("one", FACTORIES, ids=lambda found: found.__name__)
def test_factory_makes_a_valid_row(one: type[factory.django.DjangoModelFactory]) -> None:
    row = one()

    row.full_clean()
    assert type(row).objects.get(pk=row.pk) == row
