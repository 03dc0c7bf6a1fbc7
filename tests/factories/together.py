"""Invented schools that said why and how they take part."""

from datetime import UTC, datetime, time
from decimal import Decimal

import factory

from tandem.initiatives import models
from tandem.initiatives.together.actorship import Actor, Alone
from tandem.initiatives.together.expectations import Whose
from tandem.initiatives.together.funding import GrantPurpose
from tandem.initiatives.together.justification import Means, Theme
from tandem.people.enums import OrganisationKind
from tests.factories.initiatives import LAST_DAY, InitiativeFactory
from tests.factories.people import FIRST_DAY, OrganisationFactory, SiteFactory, UserFactory

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


class SchoolProjectFactory(factory.django.DjangoModelFactory[models.SchoolProject]):
    class Meta:
        model = models.SchoolProject

    site = factory.SubFactory(SiteFactory)
    name = factory.Sequence(lambda n: f"Leesproject {n}")
    staff_hours = Decimal(4)
    from_date = FIRST_DAY


class GrantFactory(factory.django.DjangoModelFactory[models.Grant]):
    class Meta:
        model = models.Grant

    initiative = factory.SubFactory(InitiativeFactory)
    funder = "Stad Gent"
    amount = Decimal(30_000)
    purpose = GrantPurpose.ALL
    from_date = FIRST_DAY
    to_date = LAST_DAY


class PlanStepFactory(factory.django.DjangoModelFactory[models.PlanStep]):
    class Meta:
        model = models.PlanStep

    initiative = factory.SubFactory(InitiativeFactory)
    site = factory.SubFactory(SiteFactory)
    text = factory.Sequence(lambda n: f"Stap {n}")
    who = Actor.SCHOOL
    due_date = FIRST_DAY


class PlanNeedFactory(factory.django.DjangoModelFactory[models.PlanNeed]):
    class Meta:
        model = models.PlanNeed

    initiative = factory.SubFactory(InitiativeFactory)
    site = factory.SubFactory(SiteFactory)
    whose = Whose.SCHOOL
    text = factory.Sequence(lambda n: f"Een kastje {n}")
    added_by = factory.SubFactory(UserFactory)
    added_at = SAID_AT


class ActorshipChangeFactory(factory.django.DjangoModelFactory[models.ActorshipChange]):
    class Meta:
        model = models.ActorshipChange

    initiative = factory.SubFactory(InitiativeFactory)
    task = "material"
    decides = Actor.TUTOR
    does = Actor.TUTOR
    alone = Alone.YES
    reason = "De tutors brengen een koffer mee."
    changed_by = factory.SubFactory(UserFactory)
    changed_at = SAID_AT


class ReservedSlotFactory(factory.django.DjangoModelFactory[models.ReservedSlot]):
    class Meta:
        model = models.ReservedSlot

    initiative = factory.SubFactory(InitiativeFactory)
    college = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.HIGHER_EDUCATION)
    day = 1
    starts = time(13)
    ends = time(15)
    from_date = FIRST_DAY
