"""Invented schools that said why and how they take part."""

from datetime import UTC, datetime

import factory

from tandem.initiatives import models
from tandem.initiatives.together.justification import Means, Theme
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import SiteFactory, UserFactory

SAID_AT = datetime(2026, 6, 15, 9, tzinfo=UTC)


class JustificationFactory(factory.django.DjangoModelFactory[models.Justification]):
    """A school that said all that is asked, and confirmed it."""

    class Meta:
        model = models.Justification

    initiative = factory.SubFactory(InitiativeFactory)
    site = factory.SubFactory(SiteFactory)
    themes = factory.LazyFunction(lambda: [Theme.LANGUAGE.value])
    pupil_actions = "Voorlezen in kleine kring."
    teacher_actions = "Nascholing over taalontwikkelend lesgeven."
    school_actions = "Een taalbeleidsplan voor alle klassen."
    means = factory.LazyFunction(lambda: [Means.CARE.value])
    written_by = factory.SubFactory(UserFactory)
    written_at = SAID_AT
    confirmed_by = factory.SelfAttribute("written_by")
    confirmed_at = SAID_AT
