"""Two families of the invented city that a volunteer visits at home once a week."""

import random
import uuid
from datetime import datetime, time
from typing import Any

from django.utils import timezone

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.cli.demo import names
from tandem.cli.demo.city import DOMAIN, City
from tandem.core.permissions import Role
from tandem.initiatives.actions import involvements, justifications, start_again
from tandem.initiatives.actions.activation import activate_initiative
from tandem.initiatives.actions.enrolments import enrol_tutor
from tandem.initiatives.actions.home import Agreed, arrange_visits
from tandem.initiatives.actions.initiatives import create_initiative
from tandem.initiatives.actions.requests import add_request
from tandem.initiatives.enums import FormKind
from tandem.initiatives.models import Initiative
from tandem.initiatives.together.justification import Means, Theme
from tandem.logbook.actions import home
from tandem.logbook.actions.sessions import PupilNote, record_session
from tandem.people.actions import clearances
from tandem.people.enums import CheckModel, ClearanceKind, Country, TutorKind
from tandem.people.models import Person, Pupil, Site, Tutor, User
from tandem.people.queries import agreed_pupils
from tandem.scheduling.actions.proposals import accept
from tandem.scheduling.actions.publishing import publish
from tandem.scheduling.actions.runs import execute_run, request_run
from tandem.scheduling.models import Availability, Session
from tandem.scheduling.queries.teams import proposal

FAMILIES = 2
SECONDS = 5
WHY_SHORT = "Veertig minuten na een schooldag is genoeg voor jonge kinderen, zeiden de ouders."


def visit(city: City, *, at: datetime) -> int:
    """Set up tutoring at home as partners agreed it, plan it, and let volunteers come; return how many visits were."""
    rnd = random.Random("visits")  # noqa: S311 - invented visits
    site = city.sites[0]
    children = _children(city, site)
    if len(children) < FAMILIES:
        return 0
    initiative = _begin(city, site, at)
    who: dict[str, Any] = {"by": city.coordinator, "at": at}
    trusted = initiative.involvements.get(membership__role=Role.TRUST_PERSON).membership.person
    for child in children:
        add_request(
            initiative=initiative,
            site=site,
            subject="taal",
            level=site_level(site, child),
            asked_date=at.date(),
            pupil=child,
            goal="samen lezen, ook met de kleine zus",
            **who,
        )
        _agree(city, initiative, child, trusted, at)
    users = {account.person_id: account for account in (_volunteer(city, rnd, initiative, n, at) for n in (1, 2))}
    run = request_run(initiative=initiative, from_date=city.starts, seconds=SECONDS, seed=1, **who)
    execute_run(run.pk, now=timezone.now)
    for team in proposal(initiative):
        accept(team=team, **who)
    publish(initiative=initiative, **who)
    return _live(city, initiative, users)


def site_level(site: Site, child: Pupil) -> int:
    from_school = child.requests.filter(site=site).order_by("pk").first()
    assert from_school is not None
    return from_school.level


def _children(city: City, site: Site) -> list[Pupil]:
    """Return children of a school who said yes to something after school, as did their parents."""
    asked = [pupil for pupil in city.guardians if pupil.organisation_id == site.organisation_id]
    agreed = agreed_pupils([pupil.pk for pupil in asked], in_school_time=False, on=city.now.date())
    return [pupil for pupil in asked if pupil.pk in agreed][:FAMILIES]


def _begin(city: City, site: Site, at: datetime) -> Initiative:
    """Take over what partners agreed for the city, let the school say why it joins, and begin."""
    who: dict[str, Any] = {"by": city.coordinator, "at": at}
    initiative = create_initiative(
        organiser=city.initiative.organiser,
        name=f"Studiemaatje aan huis {city.school_year}–{city.school_year + 1}",
        form=FormKind.HOME,
        starts_date=city.starts,
        ends_date=city.ends,
        sites=[site],
        minutes=40,
        training_days=0,
        deviation_reason=WHY_SHORT,
        tutor_label="studiemaatje",
        concern_contact=city.initiative.concern_contact,
        concern_deputy=city.initiative.concern_deputy,
        **who,
    )
    start_again.take_over(initiative=initiative, earlier=city.initiative, **who)
    start_again.confirm_all(initiative=initiative, **who)
    for row in city.initiative.involvements.select_related("membership__person", "membership__organisation"):
        if row.membership.role in (Role.TRUST_PERSON, Role.FINAL_RESPONSIBLE):
            involvements.involve(
                initiative=initiative,
                person=row.membership.person,
                organisation=row.membership.organisation,
                role=Role(row.membership.role),
                from_date=row.from_date,
                **who,
            )
    head = city.school_coordinators[site]
    said = justifications.write_justification(
        initiative=initiative,
        site=site,
        themes=[Theme.PARTICIPATION],
        means=[Means.CARE],
        pupil_actions="Een leeskwartier, en boeken mee naar huis.",
        teacher_actions="Huisbezoek in september, bij wie dat graag heeft.",
        school_actions="Een brugfiguur, twee dagen per week.",
        by=head,
        at=at,
    )
    justifications.confirm_justification(justification=said, by=head, at=at)
    return activate_initiative(initiative=initiative, **who)


def _agree(city: City, initiative: Initiative, child: Pupil, trusted: Person, at: datetime) -> None:
    agreed = Agreed(
        agreed_with=city.guardians[child].person,
        agreed_date=at.date(),
        language="Turks",
        interpreter="Elif Kaya",
        address="Sluisstraat 12, Havenstad",
        someone_home="de moeder of de oma",
        strengths="Vertelt graag, en leest elke avond voor aan de kleine zus.",
        purpose="vlotter lezen, met boeken die thuis al staan",
        together="kijken wat lukte, en een boek kiezen voor deze week",
        first_with=trusted,
        safety_contact=city.coordinator.person,
        safety_phone=city.coordinator.person.phone,
    )
    arrange_visits(initiative=initiative, pupil=child, agreed=agreed, by=city.coordinator, at=at)


def _volunteer(city: City, rnd: random.Random, initiative: Initiative, number: int, at: datetime) -> User:
    """Let a volunteer take part who passed the gate and can come after school."""
    who: dict[str, Any] = {"by": city.coordinator, "at": at}
    person = Person.objects.create(**names.name(rnd), phone=f"06 555 9000{number}")
    account = city.account(person, f"aanhuis{number}@{DOMAIN}")
    account.save()
    tutor = Tutor.objects.create(person=person, organisation=initiative.organiser, kind=TutorKind.VOLUNTEER)
    for kind in ClearanceKind:
        paper: dict[str, Any] = (
            {"model": CheckModel.VOG_EDUCATION, "document_date": at.date(), "countries": [Country.NL]}
            if kind == ClearanceKind.CHECK
            else {}
        )
        clearances.record(tutor=tutor, kind=kind, seen_date=at.date(), **paper, **who)
    enrol_tutor(
        initiative=initiative, tutor=tutor, teaches={"taal": [1, 12]}, max_sessions=1, from_date=city.starts, **who
    )
    Availability.objects.bulk_create(
        Availability(tutor=tutor, day=day, starts=time(14), ends=time(18), from_date=city.starts) for day in range(5)
    )
    return account


def _live(city: City, initiative: Initiative, users: dict[uuid.UUID, User]) -> int:
    """Let the volunteers come and go, and one family let its next visit be off."""
    sessions = Session.objects.filter(team__initiative=initiative).select_related("team__enrolment__tutor")
    past = list(sessions.filter(ends_at__lt=city.now).order_by("starts_at", "pk"))
    for session in past:
        assert session.team.enrolment.tutor is not None
        _come(session, users[session.team.enrolment.tutor.person_id])
    coming = sessions.filter(starts_at__gt=city.now).order_by("starts_at", "pk").first()
    if coming is not None:
        member = coming.team.members.select_related("request__pupil").get()
        child = member.request.pupil
        assert child is not None
        home.call_off(session=coming, pupil=child, by=city.guardians[child], at=city.now)
    return len(past)


def _come(session: Session, tutor: User) -> None:
    home.arrive(session=session, with_companion=True, by=tutor, at=session.starts_at)
    home.leave(
        session=session,
        went_well="Las een hele bladzijde voor aan de kleine zus.",
        together="Met de oma een boek gekozen.",
        by=tutor,
        at=session.ends_at,
    )
    pupil = session.team.members.get().request.pupil
    assert pupil is not None
    note = PupilNote(pupil_id=pupil.pk, activity="samen gelezen", success="een hele bladzijde zonder haperen")
    record_session(session=session, sent_id=uuid.uuid4(), notes=[note], by=tutor, at=session.ends_at)
