"""What calling for tutors, training and papers never do: R-NEV-04, -05, -08, -12."""

import io
from dataclasses import replace

import pypdf
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tandem.core.permissions import Permission, Role
from tandem.initiatives.agreement_texts import TEXTS
from tandem.initiatives.models import Application, GatheringAttendance, Placement, TutorSkill
from tandem.people.enums import TutorKind
from tests.factories.people import SchoolFactory, SiteFactory
from tests.factories.tutors import ApplicationFactory, WantedFactory
from tests.never.guards import allowed, fields_called, guarded_by, with_field, without, without_constraint
from tests.web.coordinator.worlds import programme

NOT_OF_PARENTS = "Ik neem niet over wat ouders doen"


def _with_schools(campaign):
    return [(f"{row.subject}, {row.site.name}", row.number) for row in campaign.wanted.select_related("site")]


@pytest.mark.django_db
@guarded_by(
    without("tandem.initiatives.queries.recruitment.wanted_in_public", _with_schools),
)
def test_r_nev_05_no_school_is_named_where_the_public_reads_of_tutoring(client: Client):
    site = SiteFactory(name="Kanarievestiging", organisation=SchoolFactory(name="Kanarieschool"))
    campaign = WantedFactory(site=site, subject="taal", number=3).campaign
    world = programme()
    campaign.initiative = world.initiative
    campaign.save()
    client.force_login(world.user)

    poster = client.get(reverse("coordinator-campaign-poster", args=[campaign.pk])).content
    client.logout()
    page = client.get(reverse("join", args=[campaign.slug])).content.decode()

    read = page + pypdf.PdfReader(io.BytesIO(poster)).pages[0].extract_text()
    assert ("Kanarie" in read, "3 voor taal" in read) == (False, True)


@guarded_by(
    without("tests.never.test_recruitment.TEXTS", tuple(replace(text, points=text.points[:2]) for text in TEXTS))
)
def test_r_nev_08_every_agreement_leaves_to_parents_what_is_theirs():
    assert [text.form for text in TEXTS if not any(NOT_OF_PARENTS in str(point) for point in text.points)] == []


@pytest.mark.django_db(transaction=True)
@guarded_by(without_constraint("initiatives_application", "application_never_of_a_student_within_a_course"))
def test_r_nev_12_the_database_holds_no_selection_of_who_tutors_for_a_course():
    with pytest.raises(IntegrityError, match="within_a_course"), transaction.atomic():
        ApplicationFactory(kind=TutorKind.STUDENT)


@pytest.mark.django_db
@guarded_by(allowed(Role.PROGRAMME_COORDINATOR, Permission.COURSE_PLACE))
def test_r_nev_12_only_a_college_places_its_students(client: Client):
    client.force_login(programme().user)

    assert client.get(reverse("lecturer-place")).status_code == 403


@guarded_by(
    with_field(TutorSkill, "score"),
    with_field(GatheringAttendance, "mark"),
    with_field(Application, "rank"),
    with_field(Placement, "grade"),
)
def test_r_nev_04_nothing_of_a_tutor_is_weighed():
    assert fields_called("score", "mark", "rank", "grade", "points", "result", "verdict") == set()
