"""What surrounds the tutoring of the invented city: calls for tutors, money, places of colleges, schools' own plans."""

import random
from collections import Counter
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.cli.demo import names
from tandem.cli.demo.city import DOMAIN, City
from tandem.core.permissions import Role
from tandem.initiatives.actions import colleges, engagements, grants, involvements, readiness, recruitment, together
from tandem.initiatives.enums import Continuity, RequestStatus
from tandem.initiatives.models import Application, Campaign
from tandem.initiatives.together.actorship import Actor, Alone
from tandem.initiatives.together.expectations import Said, Side, Whose
from tandem.initiatives.together.funding import GrantPurpose
from tandem.people.enums import OrganisationKind, TutorKind
from tandem.people.models import Membership, Organisation, Person, Site, User
from tandem.scheduling.enums import TeamStatus
from tandem.scheduling.models import TeamMember

DAY = timedelta(days=1)
ANSWERS = 7
SCHOOLS = 4  # that said how they stand, and began their working plan
SHORT = timedelta(weeks=11)


def surround(city: City) -> list[User]:
    """Let people answer a call, funders pay, colleges set places and schools plan; return who works for a college."""
    rnd = random.Random("around")  # noqa: S311 - invented answers
    _call(city, rnd)
    _pay(city)
    for number, site in enumerate(city.sites[:SCHOOLS]):
        _stand(city, site, number)
    return _colleges(city, rnd)


def _of(city: City, at: datetime | None = None) -> dict[str, Any]:
    return {"initiative": city.initiative, "by": city.coordinator, "at": at or city.now - 5 * DAY}


def _call(city: City, rnd: random.Random) -> None:
    """Call for tutors beside their course; some answered, one is invited, one was thanked."""
    at = city.now - 20 * DAY
    call = recruitment.make_campaign(
        wanted={(site, subject): 2 for site in city.sites[:2] for subject in ("taal", "rekenen")},
        name="Word studiemaatje",
        kinds=[TutorKind.VOLUNTEER, TutorKind.RETIRED, TutorKind.STUDENT_OUTSIDE],
        where="Havenstad",
        channels="affiche in de bibliotheek, nieuwsbrief van de hogeschool",
        words="Een uur per week samen lezen of rekenen met een kind. U hoeft geen leerkracht te zijn.",
        words_en="One hour a week of reading or arithmetic with a child. You need not be a teacher.",
        from_date=at.date(),
        to_date=(city.now + 40 * DAY).date(),
        contact=city.coordinator,
        **_of(city, at),
    )
    answers = [_answer(call, rnd, number, at=at + (2 + number) * DAY) for number in range(ANSWERS)]
    by, talk_at = city.coordinator, (city.now + 3 * DAY).replace(hour=15, minute=0)
    recruitment.invite(
        application=answers[0], talk_at=talk_at, talk_place="Programmabureau, Kade 12", by=by, at=city.now - DAY
    )
    recruitment.thank(application=answers[1], by=by, at=city.now - DAY)


def _answer(call: Campaign, rnd: random.Random, number: int, *, at: datetime) -> Application:
    who = names.name(rnd)
    application = recruitment.apply(
        campaign=call,
        kind=TutorKind(call.kinds[number % len(call.kinds)]),
        given_name=who["given_name"],
        family_name=" ".join(filter(None, [who["infix"], who["family_name"]])),
        email=f"aanmelding{number + 1}@{DOMAIN}",
        subjects=[rnd.choice(("taal", "rekenen"))],
        words="Ik heb op dinsdag en donderdag tijd.",
        at=at,
    )
    return recruitment.confirm(application_id=application.pk, at=at + timedelta(hours=1))


def _pay(city: City) -> None:
    """Let three funders pay; what pays for the coordination ends within two months, and says so."""
    soon = min((city.now + 45 * DAY).date(), city.ends - 5 * DAY)
    for funder, amount, purpose, until in (
        ("Stad Havenstad", 24_000, GrantPurpose.COORDINATION, soon),
        ("Fonds Kansen", 8_500, GrantPurpose.TRAINING, soon),
        ("Hogeschool Havenstad", 3_000, GrantPurpose.MATERIAL, soon - 14 * DAY),
    ):
        grants.add_grant(
            funder=funder,
            amount=Decimal(amount),
            purpose=purpose,
            from_date=city.initiative.starts_date,
            to_date=max(until, city.initiative.starts_date),
            **_of(city),
        )


def _stand(city: City, site: Site, number: int) -> None:
    """Let a school say how it stands, what it expects, and where its working plan is."""
    head, at = city.school_coordinators[site], city.now - 15 * DAY
    here: dict[str, Any] = {"initiative": city.initiative, "site": site, "at": at}
    readiness.answer_readiness(
        pupils=180 + 40 * number,
        classes=8 + number,
        largest_class=27 - number,
        head_agrees=True,
        projects_complete=True,
        core_values="Elk kind wordt gezien.",
        lead_weeks=8,
        by=head,
        **here,
    )
    readiness.set_staff_limit(site=site, hours=Decimal(12), by=head, at=at)
    readiness.add_project(
        site=site,
        name="Leesclub",
        partner="de bibliotheek",
        days=[number % 5],
        pupils=15,
        staff_hours=Decimal(4),
        from_date=city.initiative.starts_date,
        to_date=None,
        by=head,
        at=at,
    )
    readiness.ask_staff_time(hours=Decimal(6), by=city.coordinator, **here)
    _expect(city, head, here, differs=number == 0)
    steps = together.begin_plan(by=head, **here)
    for step in steps[: 5 + number]:
        together.mark_done(step=step, done=True, by=head, at=at)
    together.add_need(whose=Whose.SCHOOL, text="Een kast voor de spelletjes", by=head, **here)
    if number == 0:
        together.agree_otherwise(
            initiative=city.initiative,
            task="material",
            decides=Actor.TUTOR,
            does=Actor.TUTOR,
            alone=Alone.YES,
            reason="De tutors brengen een koffer mee van de hogeschool.",
            by=city.coordinator,
            at=at,
        )


def _expect(city: City, head: User, here: dict[str, Any], *, differs: bool) -> None:
    school: dict[str, Said | None] = {
        "frame": Said(Whose.SCHOOL, "De leerkracht schrijft op vrijdag één zin."),
        "room": Said(Whose.SCHOOL, "Het leslokaal naast de trap."),
        "absence": Said(Whose.TOGETHER, "Wie het eerst weet, belt."),
    }
    programme = school | ({"absence": Said(Whose.TUTOR, "De tutor meldt het in Tandem.")} if differs else {})
    together.say_expectations(side=Side.SCHOOL, said=school, by=head, **here)
    together.say_expectations(side=Side.PROGRAMME, said=programme, by=city.coordinator, **here)


def _colleges(city: City, rnd: random.Random) -> list[User]:
    """Let each college have a coordinator, a lecturer with students, and no more places at one school than it gave."""
    site = _where_most_wait(city)
    given = Counter(
        TeamMember.objects.filter(
            team__initiative=city.initiative,
            team__site=site,
            team__status__in=[TeamStatus.PUBLISHED, TeamStatus.ACCEPTED],
        ).values_list("team__enrolment__tutor__organisation", flat=True)
    )
    staff = []
    found = Organisation.objects.filter(kind=OrganisationKind.HIGHER_EDUCATION).order_by("name")
    for number, college in enumerate(found, start=1):
        runs = _works_for(city, rnd, college, Role.HE_COORDINATOR, f"hogeschool{number}@{DOMAIN}")
        lecturer = _works_for(city, rnd, college, Role.LECTURER, f"docent{number}@{DOMAIN}")
        of: dict[str, Any] = {"initiative": city.initiative, "college": college, "by": runs, "at": city.now - 4 * DAY}
        colleges.set_places(site=None, places=250, **of)
        colleges.set_places(site=site, places=given[college.pk], **of)
        colleges.check_policy(site=site, agrees=True, **of)
        colleges.reserve_slot(
            site=None, day=2, starts=time(13), ends=time(15), from_date=city.starts, to_date=None, **of
        )
        _place(city, rnd, college, lecturer, number)
        staff += [runs, lecturer]
    return staff


def _where_most_wait(city: City) -> Site:
    waiting = Counter(
        city.initiative.requests.filter(status=RequestStatus.WAITING).order_by("pk").values_list("site", flat=True)
    )
    return max(city.sites, key=lambda site: (waiting[site.pk], site.name))


def _works_for(city: City, rnd: random.Random, college: Organisation, role: Role, email: str) -> User:
    person = Person.objects.create(**names.name(rnd), phone="010 555 02 00")
    user = city.account(person, email)
    user.save()
    since = city.now.date() - 60 * DAY
    if role == Role.LECTURER:
        involvements.involve(person=person, organisation=college, role=role, from_date=since, **_of(city))
    else:
        Membership.objects.create(person=person, organisation=college, role=role, from_date=since)
    return user


def _place(city: City, rnd: random.Random, college: Organisation, lecturer: User, number: int) -> None:
    """Place the students who tutor for their course, and two for eleven weeks: of one it is said how it goes on."""
    of: dict[str, Any] = {"by": lecturer, "at": city.now - 4 * DAY}
    course: dict[str, Any] = {"course": "Lerarenopleiding", "ects": Decimal(3), "required_minutes": 30 * 60}
    rows = city.initiative.enrolments.filter(tutor__organisation=college).order_by("tutor__number")
    for enrolment in rows.select_related("tutor", "initiative")[:12]:
        enrolment.lecturer = lecturer.person
        enrolment.save(update_fields=["lecturer"])
        engagements.set_placement(enrolment=enrolment, is_mandatory=True, **course, **of)
    for turn in range(2):
        who = names.name(rnd)
        placed = engagements.place_student(
            initiative=city.initiative,
            college=college,
            lecturer=lecturer.person,
            person=[*who.items(), ("email", f"stage{number}{turn}@{DOMAIN}"), ("number", f"k{number}{turn}")],
            from_date=city.now.date(),
            to_date=city.now.date() + SHORT,
            teaches={"taal": [4, 8]},
            **course,
            **of,
        )
        if turn:
            engagements.set_placement(
                enrolment=placed.enrolment,
                is_mandatory=False,
                continuity=Continuity.SUCCESSOR,
                **course,
                **of,
            )
