"""A small school for every form of tutoring: two classes, a week of hours, and whoever tutors in that form."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.utils import timezone

from tandem.initiatives.actions.initiatives import create_initiative
from tandem.initiatives.actions.peers import tick_training
from tandem.initiatives.actions.requests import add_request
from tandem.initiatives.catalogue import Template, Unit
from tandem.initiatives.enums import FormKind, InitiativeStatus, SkillKind
from tandem.initiatives.models import Initiative, Request, TutorSkill
from tandem.initiatives.peers import teachers_learn
from tandem.initiatives.queries.contracts import asks_contract
from tandem.initiatives.queries.home import visits_homes
from tandem.people.enums import ConsentParty, ConsentPurpose, TutorKind
from tandem.people.models import Organisation, Pupil, SchoolClass, Site, Tutor, User
from tandem.scheduling.actions.proposals import accept, answer_as_teacher
from tandem.scheduling.actions.publishing import Published, publish
from tandem.scheduling.actions.runs import execute_run, request_run
from tandem.scheduling.models import PlanningRun
from tests.factories import people
from tests.factories.contracts import agree_with_family
from tests.factories.home import arrange
from tests.factories.initiatives import EnrolmentFactory, StudentGroupFactory
from tests.factories.scheduling import (
    AvailabilityFactory,
    BellScheduleFactory,
    LessonFactory,
    PeriodFactory,
    RoomFactory,
)
from tests.scheduling.world import MORNING, START

HOURS = tuple(time(hour) for hour in (8, 9, 10, 11, 13, 14))
LARGEST = 3  # pupils in a team of these worlds
SUMMER = date(2027, 7, 12)  # a Monday in the Flemish summer holiday


@dataclass
class School:
    """A primary school with two classes, and a programme office."""

    office: Organisation
    coordinator: User
    organisation: Organisation
    site: Site
    younger: SchoolClass
    older: SchoolClass
    teacher: User
    teacher_of_older: User
    requests: list[Request] = field(default_factory=list)

    def pupil(self, school_class: SchoolClass) -> Pupil:
        """Add a pupil whose family and who themselves said yes to everything."""
        pupil = people.ClassPlaceFactory(school_class=school_class).pupil
        for purpose in ConsentPurpose:
            for party in ConsentParty:
                people.ConsentFactory(pupil=pupil, purpose=purpose, party=party)
        return pupil

    def asks(self, initiative: Initiative, pupils: Iterable[Pupil], *, subject: str = "rekenen") -> None:
        for pupil in pupils:
            if asks_contract(initiative):
                agree_with_family(initiative, pupil, by=self.coordinator)
            if visits_homes(initiative):
                arrange(initiative, pupil, by=self.coordinator)
            self.requests.append(
                add_request(
                    initiative=initiative,
                    site=self.site,
                    subject=subject,
                    level=5,
                    asked_date=START,
                    pupil=pupil,
                    by=self.coordinator,
                    at=MORNING,
                )
            )

    def offers(self, initiative: Initiative, tutor: Tutor, *, teams: int, group: int, subject: str = "rekenen") -> None:
        """Let somebody who passed the safety gate offer all day, for so many teams."""
        people.cleared(tutor)
        for kind, learned in ((SkillKind.MASTERY, subject), (SkillKind.GROUPS, ""), (SkillKind.EXPERIENCED, "")):
            TutorSkill.objects.create(
                tutor=tutor, kind=kind, subject=learned, confirmed_by=self.coordinator, confirmed_date=START
            )
        EnrolmentFactory(
            initiative=initiative,
            tutor=tutor,
            teaches={subject: [1, 8]},
            max_sessions=teams * initiative.sessions_per_week,
            max_sessions_per_day=6,
            max_group=group,
        )
        for day in range(5):
            AvailabilityFactory(tutor=tutor, day=day, starts=time(7), ends=time(19))


def make_school() -> School:
    """Make a school of which the first hour is language, and no other lesson comes back in a week."""
    office = people.OrganisationFactory()
    organisation = people.SchoolFactory()
    site = people.SiteFactory(organisation=organisation)
    bell = BellScheduleFactory(site=site)
    younger, older = people.SchoolClassFactory.create_batch(2, site=site)
    for day in range(5):
        for number, starts in enumerate(HOURS, start=1):
            ends = time(starts.hour + 1)
            PeriodFactory(bell_schedule=bell, day=day, number=number, starts=starts, ends=ends)
            subject = "taal" if number == 1 else f"vak {day * 6 + number}"
            for school_class in (younger, older):
                LessonFactory(school_class=school_class, day=day, starts=starts, ends=ends, subject=subject)
        PeriodFactory(bell_schedule=bell, day=day, number=7, starts=time(15, 15), ends=time(16, 45), after_school=True)
    RoomFactory.create_batch(4, site=site)
    teachers = people.teacher_of(younger), people.teacher_of(older)
    return School(office, people.coordinator(office), organisation, site, younger, older, *teachers)


def make_initiative(school: School, form: FormKind, template: Template, **choices: object) -> Initiative:
    """Set up an initiative of a form, as long as its source says, in the holidays where that is the form."""
    starts = SUMMER if template.in_holidays else START
    initiative = create_initiative(
        organiser=school.office,
        name=f"Samen {form}",
        form=form,
        starts_date=starts,
        ends_date=starts + timedelta(weeks=template.weeks + (0 if template.in_holidays else 8)),
        sites=[school.site],
        by=school.coordinator,
        at=MORNING,
        **choices,
    )
    initiative.status = InitiativeStatus.ACTIVE  # how an initiative becomes active has tests of its own
    initiative.save()
    return initiative


def people_it(school: School, initiative: Initiative, *, teams: int = 2) -> None:
    """Let as many pupils ask as make so many teams, and whoever tutors in this form offer enough for them."""
    template = initiative.template
    if template.unit == Unit.VISIT:
        visit(school, initiative)
        return
    size = min(initiative.group_max, LARGEST)
    school.asks(initiative, [school.pupil(school.younger) for _ in range(teams * size)])
    kind = min(template.tutors)
    for _ in range(teams):
        person = {"person": school.pupil(school.older).person} if kind == TutorKind.OLDER_PUPIL else {}
        school.offers(initiative, people.TutorFactory(kind=kind, **person), teams=1, group=size)


def visit(school: School, initiative: Initiative) -> None:
    """Let a group of students offer to visit a class of six."""
    for _ in range(6):
        school.pupil(school.younger)
    group = StudentGroupFactory(initiative=initiative)
    group.tutors.set([people.cleared(people.TutorFactory()) for _ in range(5)])
    AvailabilityFactory(tutor=None, student_group=group, day=3, starts=time(9), ends=time(12))
    EnrolmentFactory(initiative=initiative, tutor=None, student_group=group, teaches={})
    school.requests.append(
        add_request(
            initiative=initiative,
            site=school.site,
            subject="taal",
            level=5,
            asked_date=START,
            school_class=school.younger,
            by=school.coordinator,
            at=MORNING,
        )
    )


def plan(school: School, initiative: Initiative, *, seconds: int = 5) -> PlanningRun:
    run = request_run(
        initiative=initiative,
        from_date=initiative.starts_date,
        seconds=seconds,
        by=school.coordinator,
        at=MORNING,
    )
    execute_run(run.pk, now=timezone.now)
    run.refresh_from_db()
    return run


def publish_all(school: School, initiative: Initiative) -> Published:
    """Let the teacher agree, the coordinator accept, and publish; who guides pupils that help has learned how."""
    if teachers_learn(initiative.template):
        for teacher in (school.teacher, school.teacher_of_older):
            tick_training(initiative=initiative, by=teacher, at=MORNING)
    for team in initiative.teams.all():
        for member in team.members.all():
            answer_as_teacher(member=member, agrees=True, by=school.teacher, at=MORNING)
        accept(team=team, by=school.coordinator, at=MORNING)
    return publish(initiative=initiative, by=school.coordinator, at=MORNING)
