"""Invented initiatives: who asks and who offers."""

from datetime import date

import factory

from tandem.initiatives import models
from tandem.initiatives.enums import FormKind, InitiativeStatus
from tests.factories.people import FIRST_DAY, OrganisationFactory, PupilFactory, SiteFactory, TutorFactory

LAST_DAY = date(2027, 6, 30)


class InitiativeFactory(factory.django.DjangoModelFactory[models.Initiative]):
    class Meta:
        model = models.Initiative
        skip_postgeneration_save = True

    organiser = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Initiatief {n}")
    form = FormKind.ST010
    status = InitiativeStatus.ACTIVE
    starts_date = FIRST_DAY
    ends_date = LAST_DAY

    @factory.post_generation
    def sites(self: models.Initiative, create: bool, extracted: list | None, **kwargs: object) -> None:
        if create and extracted:
            self.sites.set(extracted)


class StudentGroupFactory(factory.django.DjangoModelFactory[models.StudentGroup]):
    class Meta:
        model = models.StudentGroup

    initiative = factory.SubFactory(InitiativeFactory, form=FormKind.MOZ)
    name = factory.Sequence(lambda n: f"Groep {n}")


class EnrolmentFactory(factory.django.DjangoModelFactory[models.Enrolment]):
    class Meta:
        model = models.Enrolment
        skip_postgeneration_save = True

    initiative = factory.SubFactory(InitiativeFactory)
    tutor = factory.SubFactory(TutorFactory)
    teaches = factory.LazyFunction(lambda: {"rekenen": [1, 8], "taal": [1, 8]})
    from_date = FIRST_DAY

    @factory.post_generation
    def sites(self: models.Enrolment, create: bool, extracted: list | None, **kwargs: object) -> None:
        if create and extracted:
            self.sites.set(extracted)


class RequestFactory(factory.django.DjangoModelFactory[models.Request]):
    class Meta:
        model = models.Request

    initiative = factory.SubFactory(InitiativeFactory)
    pupil = factory.SubFactory(PupilFactory)
    site = factory.SubFactory(SiteFactory)
    subject = "rekenen"
    level = 5
    sessions_per_week = 1
    asked_date = FIRST_DAY


class PupilGroupFactory(factory.django.DjangoModelFactory[models.PupilGroup]):
    class Meta:
        model = models.PupilGroup

    initiative = factory.SubFactory(InitiativeFactory)
    site = factory.SubFactory(SiteFactory)
    subject = "rekenen"
    number = factory.Sequence(lambda n: n + 1)
