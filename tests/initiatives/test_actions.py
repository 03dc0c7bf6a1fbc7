from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from tandem.core.models import AuditEvent
from tandem.initiatives.actions import enrolments, initiatives, requests
from tandem.initiatives.catalogue import Aspect, Deviation
from tandem.initiatives.enums import FormKind, Priority, RequestStatus
from tandem.initiatives.models import Initiative, Request
from tandem.initiatives.queries import deviations_of
from tests.factories.initiatives import EnrolmentFactory, InitiativeFactory, RequestFactory
from tests.factories.people import (
    OrganisationFactory,
    PupilFactory,
    SchoolClassFactory,
    SiteFactory,
    TutorFactory,
    coordinator,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 9, 1, 10, tzinfo=UTC)


def created(**choices):
    office = OrganisationFactory()
    return initiatives.create_initiative(
        organiser=office,
        name="Samen rekenen",
        form=choices.pop("form", FormKind.HDT),
        starts_date=date(2026, 9, 1),
        ends_date=date(2027, 6, 30),
        by=coordinator(office),
        at=NOON,
        **choices,
    )


def test_an_initiative_starts_from_the_template_of_its_form():
    initiative = created()

    assert (initiative.minutes, initiative.group_min, initiative.group_max, initiative.sessions_per_week) == (
        50,
        2,
        2,
        5,
    )
    assert deviations_of(initiative) == []


def test_nev_26_deviating_from_a_form_is_shown_and_never_refused():
    initiative = created(sessions_per_week=2)

    assert deviations_of(initiative) == [Deviation(Aspect.FREQUENCY, 2, 3)]
    assert AuditEvent.objects.get(action="initiative.created").facts["deviations"] == [
        {"aspect": "frequency", "own": 2, "asked": 3}
    ]


def test_changing_an_initiative_is_recorded_with_what_changed():
    initiative, site = created(), SiteFactory()

    initiatives.change_initiative(
        initiative=initiative,
        minutes=45,
        sites=[site],
        by=coordinator(initiative.organiser),
        at=NOON,
    )

    initiative.refresh_from_db()
    event = AuditEvent.objects.get(action="initiative.changed")
    assert (initiative.minutes, list(initiative.sites.all()), event.facts["fields"]) == (45, [site], ["minutes"])


def test_an_initiative_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValidationError):
        initiatives.change_initiative(
            initiative=created(), ends_date=date(2026, 8, 1), by=coordinator(OrganisationFactory()), at=NOON
        )

    assert Initiative.objects.get().ends_date == date(2027, 6, 30)


def test_enrolling_again_changes_the_offer():
    initiative, tutor, site = InitiativeFactory(), TutorFactory(), SiteFactory()
    by = coordinator(initiative.organiser)
    enrolments.enrol_tutor(initiative=initiative, tutor=tutor, teaches={"rekenen": [1, 8]}, by=by, at=NOON)

    again = enrolments.enrol_tutor(initiative=initiative, tutor=tutor, sites=[site], max_sessions=3, by=by, at=NOON)

    assert initiative.enrolments.get() == again
    assert (again.teaches, again.max_sessions, list(again.sites.all())) == ({"rekenen": [1, 8]}, 3, [site])


def test_a_group_of_students_takes_part_as_one():
    initiative = InitiativeFactory(form=FormKind.MOZ)
    by = coordinator(initiative.organiser)
    tutors = TutorFactory.create_batch(3)
    group = enrolments.make_student_group(initiative=initiative, name="1A", tutors=tutors, by=by, at=NOON)

    enrolment = enrolments.enrol_student_group(group=group, by=by, at=NOON)

    assert (enrolment.student_group, enrolment.tutor, set(group.tutors.all())) == (group, None, set(tutors))


def test_ending_an_enrolment_keeps_it_until_its_last_day():
    enrolment = EnrolmentFactory()

    enrolments.end_enrolment(
        enrolment=enrolment, to_date=date(2027, 1, 31), by=coordinator(enrolment.initiative.organiser), at=NOON
    )

    enrolment.refresh_from_db()
    assert enrolment.to_date == date(2027, 1, 31)


def asked(initiative, **who):
    return requests.add_request(
        initiative=initiative,
        site=SiteFactory(),
        subject="rekenen",
        level=5,
        asked_date=date(2026, 9, 1),
        by=coordinator(initiative.organiser),
        at=NOON,
        **who,
    )


def test_a_request_takes_over_how_the_initiative_works():
    request = asked(InitiativeFactory(sessions_per_week=3, group_max=2), pupil=PupilFactory())

    assert (request.sessions_per_week, request.group_max, request.priority, request.status) == (
        3,
        2,
        Priority.NORMAL,
        RequestStatus.WAITING,
    )


def test_a_pupil_asks_for_a_subject_once_at_a_time():
    initiative, pupil = InitiativeFactory(), PupilFactory()
    asked(initiative, pupil=pupil)

    with pytest.raises(ValidationError):
        asked(initiative, pupil=pupil)


def test_a_request_is_of_a_pupil_or_of_a_class():
    initiative = InitiativeFactory()

    with pytest.raises(ValidationError):
        asked(initiative, pupil=PupilFactory(), school_class=SchoolClassFactory())

    assert Request.objects.count() == 0


def test_the_school_sets_one_of_three_words():
    request = RequestFactory()
    by = coordinator(request.initiative.organiser)

    requests.set_priority(request=request, priority=Priority.FIRST, by=by, at=NOON)

    with pytest.raises(ValueError, match="1234"):
        requests.set_priority(request=request, priority=1234, by=by, at=NOON)
    request.refresh_from_db()
    assert request.priority == Priority.FIRST


def test_a_placed_request_is_not_withdrawn_without_ending_its_team():
    request = RequestFactory(status=RequestStatus.PLACED)

    with pytest.raises(requests.RequestNotPossible):
        requests.withdraw_request(request=request, by=coordinator(request.initiative.organiser), at=NOON)


def test_refusals_are_kept_but_the_trail_does_not_tell_whom():
    request, tutor = RequestFactory(), TutorFactory()

    requests.refuse_tutors(request=request, tutors=[tutor], by=coordinator(request.initiative.organiser), at=NOON)

    assert list(request.not_tutors.all()) == [tutor]
    assert AuditEvent.objects.get(action="request.refusals_set").facts == {}


def test_a_choice_nobody_knows_is_a_mistake_of_ours():
    with pytest.raises(TypeError, match="colour"):
        created(colour="blue")


@pytest.mark.parametrize(
    ("choices", "why"),
    [
        ({"form": "ai"}, "refused_ai"),
        ({"second_form": "ai"}, "refused_ai"),
        ({"second_form": FormKind.HDT}, "same_form"),
        ({"group_max": 7}, "group_limit"),
    ],
)
def test_nev_16_what_is_no_form_of_tutoring_is_refused(choices: dict[str, object], why: str):
    with pytest.raises(initiatives.InitiativeNotPossible, match=why):
        created(**choices)


def test_an_initiative_of_two_forms_starts_from_the_stricter_of_both():
    initiative = created(second_form=FormKind.PEER_CROSS)

    assert (initiative.group_max, initiative.sessions_per_week, initiative.max_away, initiative.classmates) == (
        1,
        5,
        4,
        False,
    )
    assert deviations_of(initiative) == []
