"""An invented city: 17 schools, 500 pupils who ask for a tutor, 73 students who offer to be one."""

import itertools
import math
import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

import tandem.cli.ready  # noqa: F401 - sets Django up
from tandem.cli.demo import names
from tandem.cli.demo.timetables import Week, add_timetable
from tandem.core import sealed
from tandem.core.permissions import Role
from tandem.initiatives.enums import FormKind, Priority
from tandem.initiatives.models import Enrolment, Initiative, Request
from tandem.initiatives.wording import PLAIN
from tandem.people.checks import renewal_date
from tandem.people.enums import (
    CheckModel,
    ClearanceKind,
    ConsentAnswer,
    ConsentParty,
    ConsentPurpose,
    ConsentWay,
    OrganisationKind,
    Region,
    Stage,
)
from tandem.people.models import (
    ClassPlace,
    ClassTeacher,
    Clearance,
    Consent,
    Guardian,
    Membership,
    Organisation,
    Person,
    ProcessingAgreement,
    Pupil,
    SchoolClass,
    Site,
    Tutor,
    User,
)
from tandem.people.queries import ASKED
from tandem.scheduling.models import Availability, PupilBusy, Room, TravelTime
from tandem.web.consent_text import text_read

DOMAIN = "havenstad.test"
PASSWORD = "Zo-werkt-Tandem!"  # noqa: S105 - printed on the screen: everybody here is invented
SITES, PUPILS, TUTORS, REACH = 17, 500, 73, 18
MORNING, AFTERNOON = (time(8, 30), time(12, 20)), (time(12, 30), time(16, 40))


@dataclass
class City:
    """What was made, and who can sign in."""

    rnd: random.Random
    now: datetime
    school_year: int
    starts: date
    ends: date
    password: str
    initiative: Initiative
    coordinator: User
    sites: list[Site] = field(default_factory=list)
    places: dict[Site, tuple[float, float]] = field(default_factory=dict)
    teachers: dict[SchoolClass, User] = field(default_factory=dict)
    weeks: dict[SchoolClass, Week] = field(default_factory=dict)
    school_coordinators: dict[Site, User] = field(default_factory=dict)
    guardians: dict[Pupil, User] = field(default_factory=dict)
    tutors: list[User] = field(default_factory=list)
    accounts: int = 0

    def account(self, person: Person, email: str = "") -> User:
        """Return an unsaved account; all share one hashed password, since hashing thousands would take minutes."""
        self.accounts += 1
        email = email or f"{person.given_name}.{self.accounts}@{DOMAIN}"
        return User(email=email.lower(), person=person, password=self.password, joined_at=self.now)


def school_year_around(day: date) -> tuple[int, date, date]:
    """Return the school year a day falls in, or the next one in summer, with a first and last day."""
    year = day.year if day.month >= 7 else day.year - 1
    return year, date(year, 9, 1), date(year + 1, 6, 30)


def make_city(*, seed: int, now: datetime) -> City:
    """Write an invented city to the database; the same seed and day make the same city."""
    rnd = random.Random(f"havenstad-{seed}")  # noqa: S311 - invented people, not secrets
    year, first, ends = school_year_around(now.date())
    monday = now.date() - timedelta(days=now.date().weekday() + 21)
    starts = max(first, monday) if now.date() >= first else first
    office = Organisation.objects.create(
        name="Programmabureau Havenstad", kind=OrganisationKind.PROGRAMME, region=Region.NL_MIDDLE
    )
    person = Person.objects.create(given_name="Greet", infix="van", family_name="Dijk", phone="010 555 01 23")
    password = make_password(PASSWORD)
    coordinator = User.objects.create(email=f"coordinator@{DOMAIN}", person=person, password=password, joined_at=now)
    Membership.objects.create(
        person=person, organisation=office, role=Role.PROGRAMME_COORDINATOR, from_date=date(year, 8, 1)
    )
    stand_in = Person.objects.create(given_name="Noah", family_name="Visser", phone="010 555 01 24")
    deputy = User.objects.create(email=f"vervanger@{DOMAIN}", person=stand_in, password=password, joined_at=now)
    Membership.objects.create(
        person=stand_in, organisation=office, role=Role.PROGRAMME_COORDINATOR, from_date=date(year, 8, 1)
    )
    initiative = Initiative.objects.create(
        organiser=office,
        name=f"Tandem Havenstad {year}–{year + 1}",
        form=FormKind.ST010,
        starts_date=starts,
        ends_date=ends,
        tutor_label="studiemaatje",
        after_school=True,
        protected_subjects=["rekenen", "taal", "wiskunde", "Nederlands"],
        concern_contact=coordinator,
        concern_deputy=deputy,
    )
    city = City(rnd, now, year, starts, ends, password, initiative, coordinator)
    _make_schools(city)
    _make_pupils(city)
    _make_tutors(city)
    return city


def _make_schools(city: City) -> None:
    rnd = city.rnd
    for number, name in enumerate(names.SCHOOLS[:SITES]):
        secondary = name.startswith(("College", "Lyceum")) or number % 7 == 5
        school = Organisation.objects.create(name=name, kind=OrganisationKind.SCHOOL, region=Region.NL_MIDDLE)
        ProcessingAgreement.objects.create(
            organisation=school,
            board="Schoolbestuur Havenstad",
            version=f"{city.school_year}-1",
            signed_date=date(city.school_year, 6, 1),
            seen_by=city.coordinator,
            seen_at=city.now,
        )
        site = Site.objects.create(
            organisation=school,
            name=name,
            address=f"Kadestraat {3 * number + 1}, Havenstad",
            stage=Stage.SECONDARY if secondary else Stage.PRIMARY_NL,
            pick_up="bij de balie" if secondary else "in de klas",
        )
        city.sites.append(site)
        city.places[site] = (rnd.gauss(0, 6), rnd.gauss(0, 6))
        head = Person.objects.create(**names.name(rnd))
        account = city.account(head, f"school{number + 1}@{DOMAIN}")
        account.save()
        city.school_coordinators[site] = account
        Membership.objects.create(
            person=head, organisation=school, role=Role.SCHOOL_COORDINATOR, from_date=date(city.school_year, 8, 1)
        )
    city.initiative.sites.set(city.sites)
    TravelTime.objects.bulk_create(
        TravelTime(a=a, b=b, minutes=round(math.dist(city.places[a], city.places[b]) * 1.3) + 8)
        for a in city.sites
        for b in city.sites
        if str(a.pk) < str(b.pk)
    )


def _class_for(city: City, site: Site, year: int) -> SchoolClass:
    name = f"{year}A" if site.stage == Stage.SECONDARY else f"groep {year}"
    found, made = SchoolClass.objects.get_or_create(site=site, school_year=city.school_year, name=name)
    if made:
        teacher = Person.objects.create(**names.name(city.rnd))
        account = city.account(teacher, f"leerkracht{len(city.teachers) + 1}@{DOMAIN}")
        account.save()
        ClassTeacher.objects.create(school_class=found, person=teacher, days=[0, 1, 2, 3, 4])
        city.teachers[found] = account
        city.weeks[found] = add_timetable(city.rnd, found, teacher, city.school_year)
        return found
    return next(known for known in city.weeks if known == found)


def _make_pupils(city: City) -> None:
    rnd = city.rnd
    weights = [rnd.lognormvariate(0, 0.45) for _ in city.sites]
    sites = sorted(rnd.choices(range(SITES), weights=weights, k=PUPILS))
    people, pupils, places, requests, busy = [], [], [], [], []
    first = date(city.school_year, 9, 1)
    for number, index in enumerate(sites):
        site = city.sites[index]
        year = rnd.randint(1, 3) if site.stage == Stage.SECONDARY else rnd.randint(4, 8)
        school_class = _class_for(city, site, year)
        person = Person(**names.name(rnd))
        pupil = Pupil(person=person, organisation=site.organisation, number=f"{index + 1:02d}{number:04d}", year=year)
        people.append(person)
        pupils.append(pupil)
        places.append(ClassPlace(pupil=pupil, school_class=school_class, from_date=first))
        busy += _elsewhere(city, pupil, city.weeks[school_class])
        requests.append(
            Request(
                initiative=city.initiative,
                pupil=pupil,
                site=site,
                subject="taal" if rnd.random() < 0.45 else "rekenen",
                level=Stage(site.stage).level(year),
                sessions_per_week=rnd.choices((1, 2, 3, 4), (20, 45, 30, 4))[0],
                group_max=2 if rnd.random() < 0.6 else 1,
                priority=rnd.choices((Priority.NORMAL, Priority.SOON, Priority.FIRST), (5, 3, 2))[0],
                goal=rnd.choice(
                    ("breuken durven aanpakken", "vlotter lezen", "moeilijke woorden onthouden", "klokkijken")
                ),
                languages=[rnd.choice(names.LANGUAGES)] if rnd.random() < 0.45 else [],
                interests=[rnd.choice(names.INTERESTS)],
                asked_date=city.starts - timedelta(days=rnd.randint(7, 40)),
            )
        )
    Person.objects.bulk_create(people)
    Pupil.objects.bulk_create(pupils)
    ClassPlace.objects.bulk_create(places)
    PupilBusy.objects.bulk_create(busy)
    sealed.seal(requests)
    Request.objects.bulk_create(requests)
    for site in city.sites:
        asked = sites.count(city.sites.index(site))
        count = max(rnd.randint(2, 4), math.ceil(asked / 14))
        Room.objects.bulk_create(Room(site=site, name=f"lokaal {101 + k}") for k in range(count))
    _make_families(city, pupils)


def _elsewhere(city: City, pupil: Pupil, week: Week) -> list[PupilBusy]:
    return [
        PupilBusy(pupil=pupil, day=day, starts=starts, ends=ends, from_date=date(city.school_year, 9, 1))
        for day, starts, ends in week.moments
        if city.rnd.random() < 0.08
    ]


def _make_families(city: City, pupils: list[Pupil]) -> None:
    rnd = city.rnd
    parents = [Person(given_name=rnd.choice(names.GIVEN), family_name=p.person.family_name) for p in pupils]
    Person.objects.bulk_create(parents)
    accounts = [city.account(parent, f"ouder{n + 1}@{DOMAIN}") for n, parent in enumerate(parents)]
    User.objects.bulk_create(accounts)
    city.guardians = dict(zip(pupils, accounts, strict=True))
    Guardian.objects.bulk_create(
        Guardian(person=parent, pupil=pupil) for parent, pupil in zip(parents, pupils, strict=True)
    )
    _add_second_parents(pupils)
    texts = {
        (purpose, party): text_read(purpose=purpose, party=party, wording=PLAIN, at=city.now, language="nl")
        for purpose in ConsentPurpose
        for party in ASKED[purpose]
    }
    consents = []
    for pupil, account in city.guardians.items():
        answer = rnd.choices((ConsentAnswer.YES, ConsentAnswer.LATER, ConsentAnswer.NO, None), (90, 4, 1, 5))[0]
        after_school = ConsentAnswer.YES if rnd.random() < 0.55 else None
        answers = [
            (ConsentPurpose.IN_SCHOOL_TIME, ConsentParty.GUARDIAN, account.person, answer),
            (ConsentPurpose.AFTER_SCHOOL, ConsentParty.GUARDIAN, account.person, after_school),
            (ConsentPurpose.AFTER_SCHOOL, ConsentParty.PUPIL, pupil.person, after_school),
        ]
        consents += [
            Consent(
                pupil=pupil,
                purpose=purpose,
                party=party,
                answer=given,
                answered_by=person,
                written_by=account,
                way=ConsentWay.PAGE,
                text=texts[purpose, party],
                answered_at=city.now - timedelta(days=rnd.randint(22, 40)),
            )
            for purpose, party, person, given in answers
            if given
        ]
    Consent.objects.bulk_create(consents)


def _add_second_parents(pupils: list[Pupil]) -> None:
    """Give every sixth child a parent who never came in yet, and reads another language: a letter waits for them."""
    languages = itertools.cycle(["ar", "tr", "fr", "pl", "uk", "es", "nl", "en"])
    parents = [
        (pupil, Person(given_name=name, family_name=pupil.person.family_name, language=next(languages)))
        for pupil, name in zip(pupils[::6], itertools.cycle(names.GIVEN))
    ]
    Person.objects.bulk_create(parent for _, parent in parents)
    Guardian.objects.bulk_create(Guardian(person=parent, pupil=pupil) for pupil, parent in parents)


def _make_tutors(city: City) -> None:
    rnd = city.rnd
    schools = [
        Organisation.objects.create(name=name, kind=OrganisationKind.HIGHER_EDUCATION, region=Region.NL_MIDDLE)
        for name in ("Hogeschool Havenstad", "Universiteit aan de Kade")
    ]
    availability, clearances = [], []
    for number in range(TUTORS):
        person = Person.objects.create(**names.name(rnd), phone=f"06 555 {number:05d}")
        account = city.account(person, f"tutor{number + 1}@{DOMAIN}")
        account.save()
        city.tutors.append(account)
        tutor = Tutor.objects.create(
            person=person,
            organisation=rnd.choice(schools),
            number=f"s{number + 1:04d}",
            languages=[rnd.choice(names.LANGUAGES)] if rnd.random() < 0.4 else [],
            interests=[rnd.choice(names.INTERESTS)],
        )
        _enrol(city, tutor)
        half_days = [(day, half) for day in range(5) for half in (MORNING, AFTERNOON) if (day, half) != (2, AFTERNOON)]
        availability += [
            Availability(tutor=tutor, day=day, starts=half[0], ends=half[1], from_date=date(city.school_year, 9, 1))
            for day, half in rnd.sample(half_days, rnd.randint(2, 6))
        ]
        waiting = rnd.choice(list(ClearanceKind)) if rnd.random() < 0.07 else None
        clearances += [_seen(city, tutor, kind) for kind in ClearanceKind if kind != waiting]
    Availability.objects.bulk_create(availability)
    Clearance.objects.bulk_create(clearances)


def _seen(city: City, tutor: Tutor, kind: ClearanceKind) -> Clearance:
    paper: dict[str, Any] = {}
    if kind == ClearanceKind.CHECK:
        made = date(city.school_year, 8, 15)
        paper = {
            "model": CheckModel.VOG_EDUCATION,
            "document_date": made,
            "valid_until": renewal_date(CheckModel.VOG_EDUCATION, document_date=made, countries=(), on=made),
        }
    return Clearance(tutor=tutor, kind=kind, seen_date=date(city.school_year, 8, 28), seen_by=city.coordinator, **paper)


def _enrol(city: City, tutor: Tutor) -> None:
    rnd = city.rnd
    home = (rnd.gauss(0, 8), rnd.gauss(0, 8))
    reach = sorted(city.sites, key=lambda site: math.dist(home, city.places[site]) * rnd.uniform(0.6, 1.4))[:5]
    both, old = rnd.random(), rnd.random()
    levels = [4, 11] if old < 0.35 else ([9, 11] if old < 0.5 else [4, 8])
    subjects = ["rekenen"] if both < 0.25 else ["taal"] if both < 0.5 else ["rekenen", "taal"]
    enrolment = Enrolment.objects.create(
        initiative=city.initiative,
        tutor=tutor,
        teaches=dict.fromkeys(subjects, levels),
        max_sessions=rnd.randint(5, 13),
        max_sessions_per_day=5,
        max_group=2,
        from_date=city.starts,
    )
    enrolment.sites.set(reach)
