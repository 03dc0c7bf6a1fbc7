"""Invented calls for tutors, applications, gatherings and placements."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory

from tandem.initiatives import models
from tandem.initiatives.enums import (
    AgreementWay,
    ApplicationStatus,
    EngagementForm,
    GatheringKind,
    Layer,
    SkillKind,
    Strand,
)
from tandem.people.enums import TutorKind
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory
from tests.factories.people import TutorFactory, UserFactory

ASKED_AT = datetime(2026, 9, 2, 9, tzinfo=UTC)


class CampaignFactory(factory.django.DjangoModelFactory[models.Campaign]):
    class Meta:
        model = models.Campaign

    initiative = factory.SubFactory(InitiativeFactory)
    slug = factory.Sequence(lambda n: f"oproep-{n}")
    name = factory.Sequence(lambda n: f"Word tutor {n}")
    kinds = factory.LazyFunction(lambda: [TutorKind.VOLUNTEER, TutorKind.RETIRED, TutorKind.STUDENT_OUTSIDE])
    words = "Samen lezen en rekenen, iedere week."
    where = "Gent, Dampoort"
    from_date = date(2020, 1, 1)
    to_date = date(2099, 12, 31)
    contact = factory.SubFactory(UserFactory)


class WantedFactory(factory.django.DjangoModelFactory[models.Wanted]):
    class Meta:
        model = models.Wanted

    campaign = factory.SubFactory(CampaignFactory)
    subject = "taal"
    number = 3


class ApplicationFactory(factory.django.DjangoModelFactory[models.Application]):
    class Meta:
        model = models.Application

    campaign = factory.SubFactory(CampaignFactory)
    kind = TutorKind.VOLUNTEER
    given_name = factory.Sequence(lambda n: f"Voornaam{n}")
    family_name = factory.Sequence(lambda n: f"Achternaam{n}")
    email = factory.Sequence(lambda n: f"aanmelding{n}@voorbeeld.test")
    subjects = factory.LazyFunction(lambda: ["taal"])
    status = ApplicationStatus.NEW
    asked_at = ASKED_AT
    confirmed_at = ASKED_AT


class GatheringFactory(factory.django.DjangoModelFactory[models.Gathering]):
    class Meta:
        model = models.Gathering

    initiative = factory.SubFactory(InitiativeFactory)
    kind = GatheringKind.TRAINING
    title = factory.Sequence(lambda n: f"Vorming {n}")
    starts_at = datetime(2026, 8, 25, 12, tzinfo=UTC)
    minutes = 120
    strand = Strand.RELATIONAL
    layer = Layer.ATTITUDES
    changed_at = datetime(2026, 8, 1, 12, tzinfo=UTC)


class GatheringAttendanceFactory(factory.django.DjangoModelFactory[models.GatheringAttendance]):
    class Meta:
        model = models.GatheringAttendance

    gathering = factory.SubFactory(GatheringFactory)
    tutor = factory.SubFactory(TutorFactory)
    came = "present"
    written_by = factory.SubFactory(UserFactory)
    written_at = datetime(2026, 8, 26, 12, tzinfo=UTC)


class TutorSkillFactory(factory.django.DjangoModelFactory[models.TutorSkill]):
    class Meta:
        model = models.TutorSkill

    tutor = factory.SubFactory(TutorFactory)
    kind = SkillKind.GROUPS
    confirmed_by = factory.SubFactory(UserFactory)
    confirmed_date = date(2026, 9, 1)


class EngagementFactory(factory.django.DjangoModelFactory[models.Engagement]):
    class Meta:
        model = models.Engagement

    enrolment = factory.SubFactory(EnrolmentFactory)
    form = EngagementForm.VOLUNTEER
    from_date = date(2020, 1, 1)


class TutorAgreementFactory(factory.django.DjangoModelFactory[models.TutorAgreement]):
    class Meta:
        model = models.TutorAgreement

    tutor = factory.SubFactory(TutorFactory)
    form = EngagementForm.VOLUNTEER
    version = "2026-1"
    digest = "0" * 64
    way = AgreementWay.PAGE
    agreed_at = ASKED_AT
    recorded_by = factory.SubFactory(UserFactory)


class PlacementFactory(factory.django.DjangoModelFactory[models.Placement]):
    class Meta:
        model = models.Placement

    enrolment = factory.SubFactory(EnrolmentFactory)
    course = "Lerarenopleiding lager onderwijs"
    ects = Decimal(3)
    placed_by = factory.SubFactory(UserFactory)
    placed_at = ASKED_AT


def can_lead_groups(tutor: object) -> models.TutorSkill:
    """Let a tutor work with more than two pupils at once."""
    return TutorSkillFactory(tutor=tutor)
