"""Invented people and places."""

import hashlib
from datetime import UTC, date, datetime

import factory

from tandem.core.permissions import Role
from tandem.people import models
from tandem.people.enums import (
    CheckModel,
    ClearanceKind,
    ConsentAnswer,
    ConsentParty,
    ConsentPurpose,
    ConsentWay,
    OrganisationKind,
    Stage,
)

FIRST_DAY = date(2026, 9, 1)
PASSWORD = "een-lang-wachtwoord"


class OrganisationFactory(factory.django.DjangoModelFactory[models.Organisation]):
    class Meta:
        model = models.Organisation

    name = factory.Sequence(lambda n: f"Programma {n}")
    kind = OrganisationKind.PROGRAMME


class SchoolFactory(OrganisationFactory):
    """A school whose board has agreed how its pupils' data are kept."""

    class Meta:
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"School {n}")
    kind = OrganisationKind.SCHOOL

    @factory.post_generation
    def agreement(self: models.Organisation, create: bool, extracted: bool | None, **kwargs: object) -> None:
        if create and extracted is not False:
            ProcessingAgreementFactory(organisation=self)


class ProcessingAgreementFactory(factory.django.DjangoModelFactory[models.ProcessingAgreement]):
    class Meta:
        model = models.ProcessingAgreement

    organisation = factory.SubFactory(SchoolFactory, agreement=False)
    board = "Scholengroep Noord"
    version = "2026-1"
    signed_date = date(2020, 6, 1)
    seen_by = factory.LazyFunction(lambda: models.User.objects.order_by("pk").first() or UserFactory())
    seen_at = datetime(2026, 6, 2, 12, tzinfo=UTC)


class SiteFactory(factory.django.DjangoModelFactory[models.Site]):
    class Meta:
        model = models.Site

    organisation = factory.SubFactory(SchoolFactory)
    name = factory.Sequence(lambda n: f"Vestiging {n}")
    stage = Stage.PRIMARY_BE


class PersonFactory(factory.django.DjangoModelFactory[models.Person]):
    class Meta:
        model = models.Person

    given_name = factory.Sequence(lambda n: f"Voornaam{n}")
    family_name = factory.Sequence(lambda n: f"Achternaam{n}")
    added_at = datetime(2026, 9, 1, tzinfo=UTC)


class UserFactory(factory.django.DjangoModelFactory[models.User]):
    class Meta:
        model = models.User

    person = factory.SubFactory(PersonFactory)
    email = factory.Sequence(lambda n: f"iemand{n}@voorbeeld.test")
    password = factory.django.Password(PASSWORD)


class MembershipFactory(factory.django.DjangoModelFactory[models.Membership]):
    class Meta:
        model = models.Membership

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.PROGRAMME_COORDINATOR
    from_date = FIRST_DAY
    site = factory.Maybe(
        factory.LazyAttribute(lambda membership: membership.role == Role.LOCATION_COORDINATOR),
        factory.SubFactory(SiteFactory, organisation=factory.SelfAttribute("..organisation")),
    )


class SchoolClassFactory(factory.django.DjangoModelFactory[models.SchoolClass]):
    class Meta:
        model = models.SchoolClass

    site = factory.SubFactory(SiteFactory)
    name = factory.Sequence(lambda n: f"klas {n}")
    school_year = 2026


class ClassTeacherFactory(factory.django.DjangoModelFactory[models.ClassTeacher]):
    class Meta:
        model = models.ClassTeacher

    school_class = factory.SubFactory(SchoolClassFactory)
    person = factory.SubFactory(PersonFactory)
    days = factory.LazyFunction(lambda: [0, 1, 2, 3, 4])


class PupilFactory(factory.django.DjangoModelFactory[models.Pupil]):
    class Meta:
        model = models.Pupil

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(SchoolFactory)
    number = factory.Sequence(lambda n: f"L{n:05d}")
    year = 5


class ClassPlaceFactory(factory.django.DjangoModelFactory[models.ClassPlace]):
    class Meta:
        model = models.ClassPlace

    school_class = factory.SubFactory(SchoolClassFactory)
    pupil = factory.SubFactory(PupilFactory, organisation=factory.SelfAttribute("..school_class.site.organisation"))
    from_date = FIRST_DAY


class GuardianFactory(factory.django.DjangoModelFactory[models.Guardian]):
    class Meta:
        model = models.Guardian

    person = factory.SubFactory(PersonFactory)
    pupil = factory.SubFactory(PupilFactory)


class TutorFactory(factory.django.DjangoModelFactory[models.Tutor]):
    class Meta:
        model = models.Tutor

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.HIGHER_EDUCATION)
    number = factory.Sequence(lambda n: f"S{n:05d}")


class ClearanceFactory(factory.django.DjangoModelFactory[models.Clearance]):
    class Meta:
        model = models.Clearance

    tutor = factory.SubFactory(TutorFactory)
    kind = ClearanceKind.CHECK
    model = factory.LazyAttribute(
        lambda clearance: CheckModel.EXTRACT_596_2 if clearance.kind == ClearanceKind.CHECK else ""
    )
    document_date = factory.LazyAttribute(lambda clearance: FIRST_DAY if clearance.model else None)
    seen_date = FIRST_DAY
    seen_by = factory.SubFactory(UserFactory)


class ConsentTextFactory(factory.django.DjangoModelFactory[models.ConsentText]):
    class Meta:
        model = models.ConsentText
        django_get_or_create = ("purpose", "party", "language", "digest")

    purpose = ConsentPurpose.IN_SCHOOL_TIME
    party = ConsentParty.GUARDIAN
    language = "nl"
    words = "Is dat goed voor u?"
    digest = factory.LazyAttribute(lambda text: hashlib.sha256(text.words.encode()).hexdigest())
    first_used_at = datetime(2026, 9, 1, 12, tzinfo=UTC)


class ConsentFactory(factory.django.DjangoModelFactory[models.Consent]):
    class Meta:
        model = models.Consent

    pupil = factory.SubFactory(PupilFactory)
    purpose = ConsentPurpose.IN_SCHOOL_TIME
    party = ConsentParty.GUARDIAN
    answer = ConsentAnswer.YES
    answered_by = factory.SubFactory(PersonFactory)
    written_by = factory.SubFactory(UserFactory)
    way = ConsentWay.PAGE
    text = factory.SubFactory(
        ConsentTextFactory, purpose=factory.SelfAttribute("..purpose"), party=factory.SelfAttribute("..party")
    )
    answered_at = datetime(2026, 9, 1, 12, tzinfo=UTC)


def member(organisation: models.Organisation, role: Role, **person: object) -> models.User:
    """Return the account of somebody new with this role in the organisation."""
    user = UserFactory(person=PersonFactory(**person))
    MembershipFactory(person=user.person, organisation=organisation, role=role)
    return user


def coordinator(organisation: models.Organisation) -> models.User:
    return member(organisation, Role.PROGRAMME_COORDINATOR)


def school_coordinator(school: models.Organisation) -> models.User:
    return member(school, Role.SCHOOL_COORDINATOR)


def teacher_of(school_class: models.SchoolClass) -> models.User:
    user = UserFactory()
    ClassTeacherFactory(school_class=school_class, person=user.person)
    return user


def cleared(tutor: models.Tutor) -> models.Tutor:
    """Give a tutor everything the safety gate asks, in both countries."""
    for model in (CheckModel.EXTRACT_596_2, CheckModel.VOG_EDUCATION):
        ClearanceFactory(tutor=tutor, model=model)
    for kind in (ClearanceKind.TRAINING, ClearanceKind.AGREEMENT):
        ClearanceFactory(tutor=tutor, kind=kind)
    return tutor
