"""A school in an initiative, and everybody who has a part in it, or none."""

from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from tandem.core.permissions import Role
from tandem.initiatives.enums import FormKind, InitiativeStatus
from tandem.initiatives.models import Enrolment, Initiative
from tandem.people.enums import OrganisationKind
from tandem.people.models import Organisation, Site, User
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory
from tests.factories.people import (
    OrganisationFactory,
    SchoolFactory,
    SiteFactory,
    TutorFactory,
    UserFactory,
    coordinator,
    member,
    school_coordinator,
)


@dataclass(frozen=True)
class Cast:
    initiative: Initiative
    site: Site
    college: Organisation
    enrolment: Enrolment
    head: User
    reader: User  # care coordinator: reads for the school
    programme: User
    college_coordinator: User
    tutor: User
    stranger: User  # runs another school, another programme and another college
    nobody: User

    @property
    def key(self) -> list[object]:
        return [self.initiative.pk, self.site.pk]

    def at(self, page: str, *more: object) -> str:
        return reverse(page, args=[*self.key, *more])


def make_cast(form: FormKind = FormKind.ST010) -> Cast:
    site = SiteFactory(organisation=SchoolFactory(name="Scholengroep De Linde"), name="De Linde")
    initiative = InitiativeFactory(
        organiser=OrganisationFactory(name="Samen Leren Gent"),
        name="Studententutoring Gent",
        sites=[site],
        form=form,
        status=InitiativeStatus.PREPARING,
    )
    college = OrganisationFactory(name="Hogeschool Noord", kind=OrganisationKind.HIGHER_EDUCATION)
    student = UserFactory()
    enrolment = EnrolmentFactory(
        initiative=initiative, tutor=TutorFactory(person=student.person, organisation=college), sites=[site]
    )
    return Cast(
        initiative=initiative,
        site=site,
        college=college,
        enrolment=enrolment,
        head=member(site.organisation, Role.HEAD, given_name="Hilde", family_name="Baert"),
        reader=member(site.organisation, Role.CARE_COORDINATOR),
        programme=coordinator(initiative.organiser),
        college_coordinator=member(college, Role.HE_COORDINATOR),
        tutor=student,
        stranger=_stranger(),
        nobody=UserFactory(),
    )


def _stranger() -> User:
    user = school_coordinator(SiteFactory().organisation)
    other = InitiativeFactory(sites=[SiteFactory()])
    college = OrganisationFactory(kind=OrganisationKind.HIGHER_EDUCATION)
    EnrolmentFactory(initiative=other, tutor=TutorFactory(person=user.person, organisation=college))
    for organisation, role in ((other.organiser, Role.PROGRAMME_COORDINATOR), (college, Role.HE_COORDINATOR)):
        user.person.memberships.create(organisation=organisation, role=role, from_date=other.starts_date)
    return user


def text_of(client: Client, user: User, address: str) -> str:
    client.force_login(user)
    return client.get(address).content.decode()
