"""One organisation's whole world: somebody with each role, and one of everything an address can name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from tandem.core.permissions import IN_INITIATIVE, Role
from tandem.initiatives.actions import decisions, parts
from tandem.initiatives.actions import start as starts
from tandem.initiatives.enums import EngagementForm, FormKind, PartnerGroup, StartPoint
from tandem.initiatives.models import Initiative, Involvement
from tandem.initiatives.together.expectations import Whose
from tandem.logbook.enums import FileKind, Voice
from tandem.logbook.models import LessonClaim
from tandem.people.enums import AddressKind, ClearanceKind, OrganisationKind
from tandem.people.models import DayOff, FamilyLetter, LetterAgain, Organisation, OwnAddress, Person, Pupil, Site, User
from tandem.people.queries import school_year_of
from tandem.safeguarding import actions as signals
from tandem.safeguarding.routing import Place
from tandem.scheduling.enums import BlockKind, PauseKind, SuspensionKind
from tandem.scheduling.models import DayBlock, FeedAddress, Import, Pause, Suspension, Team, TravelTime
from tests.factories.file import FileItemFactory, FileRequestFactory
from tests.factories.initiatives import (
    EnrolmentFactory,
    InitiativeFactory,
    PupilGroupFactory,
    RequestFactory,
    StudentGroupFactory,
)
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory, TutorPresenceFactory
from tests.factories.peers import PeerCallFactory, PeerOfferFactory
from tests.factories.people import (
    ClassPlaceFactory,
    ClassTeacherFactory,
    ConsentFactory,
    GuardianFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PupilFactory,
    SchoolClassFactory,
    SchoolFactory,
    SiteFactory,
    TutorFactory,
    UserFactory,
    cleared,
)
from tests.factories.scheduling import (
    BellScheduleFactory,
    ClosureFactory,
    PeriodFactory,
    PlanningRunFactory,
    PublishedTeamFactory,
    RoomFactory,
    TeamFactory,
    TeamMemberFactory,
    TeamSlotFactory,
)
from tests.factories.together import (
    ActorshipChangeFactory,
    GrantFactory,
    PlanNeedFactory,
    PlanStepFactory,
    ReservedSlotFactory,
    SchoolProjectFactory,
)
from tests.factories.tutors import (
    ApplicationFactory,
    CampaignFactory,
    EngagementFactory,
    GatheringFactory,
    PlacementFactory,
    TutorSkillFactory,
)
from tests.factories.worlds import session_of


@dataclass
class World:
    """Who plays which role, and what stands in the addresses of their pages."""

    mark: str  # in every text about a person, so that one read elsewhere is recognised
    actors: dict[str, User] = field(default_factory=dict)
    named: dict[str, object] = field(default_factory=dict)  # what an address names, by the name in the address

    def person(self, who: str, **fields: object) -> Person:
        """Make somebody of whom each field can be recognised wherever it is shown."""
        given = {
            "given_name": f"{who}{self.mark}",
            "family_name": f"Zz{who}fam{self.mark}",
            "email": f"{who}.{self.mark}.mail@voorbeeld.test".lower(),
            "phone": f"{who[:14]}-{self.mark}-tel",
        }
        return PersonFactory(**(given | fields))


def make_world(mark: str) -> World:
    """Return a programme at a school that runs: requests, a proposal, a team with sessions and a log."""
    world = World(mark)
    today = timezone.localdate()
    school = SchoolFactory(name=f"School {mark}")
    office = OrganisationFactory(name=f"Bureau {mark}")
    college = OrganisationFactory(name=f"Hogeschool {mark}", kind=OrganisationKind.HIGHER_EDUCATION)
    site = SiteFactory(organisation=school, name=f"Vestiging {mark}")
    initiative = InitiativeFactory(
        organiser=office,
        name=f"Initiatief {mark}",
        sites=[site],
        starts_date=today - timedelta(days=60),
        ends_date=today + timedelta(days=200),
    )
    pupil = _school(world, school, site, today)
    team = _teams(world, initiative, site, college, pupil, today)
    _roles(world, {"school": school, "office": office, "college": college}, initiative, site, today)
    _programme(world, initiative, site, team, today)
    _tutors(world, initiative, today)
    world.named |= {
        "membership_id": world.named[f"membership of {Role.PROGRAMME_COORDINATOR}"],
        "involvement_id": world.named[f"involvement of {Role.FUNDER}"],
        "organisation_id": office,
    }
    school.processing_agreements.update(seen_by=world.actors[Role.PROGRAMME_COORDINATOR])
    _peers(world, initiative, site, today)
    _worries(world, initiative, site, team, today)
    _start(world, initiative, today)
    _partners(world, initiative, site, college, today)
    _summer(world, initiative, site, today)
    return world


def _summer(world: World, initiative: Initiative, site: Site, today: date) -> None:
    """Let the tutor take part in a summer school as well, and ask the college to recognise the lessons."""
    school = InitiativeFactory(
        organiser=initiative.organiser, form=FormKind.SUMMER_FULL, in_holidays=True, sites=[site]
    )
    Involvement.objects.create(
        initiative=school,
        membership=world.named[f"membership of {Role.LECTURER}"],
        from_date=today - timedelta(days=60),
    )
    own = EnrolmentFactory(
        initiative=school,
        tutor=world.named["tutor_id"],
        sites=[site],
        lecturer=world.actors[Role.LECTURER].person,
    )
    LessonClaim.objects.create(enrolment=own, lessons=3, asked_at=timezone.now())
    team = PublishedTeamFactory(initiative=school, site=site, enrolment=own, from_date=today, to_date=today)
    world.named |= {
        "summer_enrolment_id": own,
        "summer_team_id": team,
        "block_id": DayBlock.objects.create(
            team=team, kind=BlockKind.EDUCATION, starts="09:00", ends="10:00", what="Lezen"
        ),
    }


def _start(world: World, initiative: Initiative, today: date) -> None:
    """Let partners have talked: an expectation, an instrument, a meeting, a proposal, and a part asked of somebody."""
    by, at = world.actors[Role.PROGRAMME_COORDINATOR], timezone.now() - timedelta(days=1)
    who = {"initiative": initiative, "by": by, "at": at}
    world.named |= {
        "expectation_id": starts.state_expectation(
            group=PartnerGroup.PARENTS, said_by="een moeder", expects="geduld", stated_date=today, **who
        ),
        "instrument_id": starts.add_instrument(name="notities", process=True, **who),
        "consultation_id": decisions.hold_consultation(held_date=today, groups=[PartnerGroup.PARENTS], **who),
        "decision_id": decisions.write_decision(subject="Dagen", plain="Op dinsdag?", **who),
        "part_asked_id": parts.ask(
            part=StartPoint.TRAINING, given_name="A", family_name="B", email=f"gevraagd.{world.mark}@b.test", **who
        ),
    }


def _school(world: World, school: Organisation, site: Site, today: date) -> Pupil:
    school_class = SchoolClassFactory(site=site, name=f"5{world.mark}", school_year=school_year_of(today))
    pupil = PupilFactory(
        person=world.person("leerling"),
        organisation=school,
        number=f"nummer-{world.mark}",
        birth_date=date(today.year - 14, 3, 7),
    )
    classmate = PupilFactory(person=world.person("klasgenoot"), organisation=school)
    for child in (pupil, classmate):
        ClassPlaceFactory(school_class=school_class, pupil=child, from_date=today - timedelta(days=50))
    world.actors[Role.PUPIL] = UserFactory(person=pupil.person)
    guardian = GuardianFactory(pupil=pupil, person=world.person("ouder"), address=f"Thuisstraat {world.mark}")
    GuardianFactory(pupil=classmate, person=world.person("andere"), address=f"Anderestraat {world.mark}")
    world.actors[Role.GUARDIAN] = UserFactory(person=guardian.person)
    world.actors["banned guardian"] = UserFactory(
        person=GuardianFactory(pupil=pupil, person=world.person("verboden"), contact_ban=True).person
    )
    ConsentFactory(pupil=pupil, answered_by=guardian.person, written_by=world.actors[Role.GUARDIAN])
    _letters(world, school, guardian.person, classmate)
    teacher = UserFactory(person=world.person("juf"))
    world.actors[Role.TEACHER] = teacher
    bell = BellScheduleFactory(site=site)
    PeriodFactory(bell_schedule=bell, day=0, number=1)
    world.named |= {
        "class_id": school_class,
        "teacher_id": ClassTeacherFactory(school_class=school_class, person=teacher.person),
        "pupil_id": pupil,
        "person_id": pupil.person,
        "classmate": classmate,
        "guardian_id": guardian,
        "site_id": site,
        "bell_id": bell,
        "room_id": RoomFactory(site=site),
        "closure_id": ClosureFactory(site=site, from_date=today, to_date=today),
        "suspension_id": Suspension.objects.create(
            school_class=school_class, kind=SuspensionKind.TRIP, from_date=today, to_date=today
        ),
    }
    return pupil


def _letters(world: World, school: Organisation, parent: Person, classmate: Pupil) -> None:
    at, asked_by = timezone.now() - timedelta(days=1), UserFactory()
    made = {"organisation": school, "made_by": asked_by, "made_at": at, "valid_until": at + timedelta(days=30)}
    other = classmate.guardians.get().person
    first, second = (
        FamilyLetter.objects.create(person=person, code_hash=f"{person.pk}", **made) for person in (parent, other)
    )
    world.named |= {
        "letter_id": first,
        "again_id": LetterAgain.objects.create(letter=first, asked_by=asked_by, asked_at=at),
        "confirmed_again_id": LetterAgain.objects.create(
            letter=second, asked_by=asked_by, asked_at=at, confirmed_by=UserFactory(), confirmed_at=at
        ),
        "address_id": OwnAddress.objects.create(
            user=world.actors[Role.GUARDIAN],
            kind=AddressKind.EMAIL,
            address=f"thuis.{world.mark}@voorbeeld.test".lower(),
            proven_at=at,
        ),
    }


def _teams(world: World, initiative: Initiative, site: Site, college: Organisation, pupil: Pupil, today: date) -> Team:
    person = world.person("tutor")
    tutor = cleared(TutorFactory(person=person, organisation=college))
    world.actors[Role.TUTOR] = UserFactory(person=person)
    lecturer = UserFactory(person=world.person("docent"))
    world.actors[Role.LECTURER] = lecturer
    enrolment = EnrolmentFactory(initiative=initiative, tutor=tutor, sites=[site], lecturer=lecturer.person)
    request = RequestFactory(initiative=initiative, site=site, pupil=pupil, goal=f"doel {world.mark}")
    days = {"from_date": today - timedelta(days=40), "to_date": today + timedelta(days=100)}
    team = PublishedTeamFactory(initiative=initiative, site=site, enrolment=enrolment, **days)
    TeamMemberFactory(team=team, request=request)
    TeamSlotFactory(team=team)
    session = session_of(team, starts_at=timezone.now() - timedelta(minutes=10))
    entry = LogEntryFactory(
        session=session_of(team, starts_at=timezone.now() - timedelta(days=7)), written_by=world.actors[Role.TUTOR]
    )
    TutorPresenceFactory(log_entry=entry, tutor=tutor)
    PupilEntryFactory(log_entry=entry, pupil=pupil)
    world.named["asked_id"] = FileRequestFactory(
        item=FileItemFactory(pupil=pupil), answered_by=world.actors[Role.TEACHER].person
    )
    world.named |= {
        "enrolment_id": enrolment,
        "request_id": request,
        "tutor_id": tutor,
        "tutor_person_id": person,
        "file_item_id": FileItemFactory(
            pupil=pupil, kind=FileKind.GOAL, written_by=world.actors[Role.TUTOR], said_as=Voice.TUTOR
        ),
        "session_id": session,
        "token": FeedAddress.objects.create(tutor=tutor, token=f"token{world.mark}", renewed_at=timezone.now()),
    }
    return team


def _roles(
    world: World, organisations: Mapping[str, Organisation], initiative: Initiative, site: Site, today: date
) -> None:
    where = {
        Role.PROGRAMME_COORDINATOR: "office",
        Role.SCHOOL_COORDINATOR: "school",
        Role.LOCATION_COORDINATOR: "school",
        Role.HEAD: "school",
        Role.CARE_COORDINATOR: "school",
        Role.LECTURER: "college",
        Role.HE_COORDINATOR: "college",
    }
    began = today - timedelta(days=60)
    for role in sorted(set(Role) - {Role.TEACHER, Role.TUTOR, Role.GUARDIAN, Role.PUPIL}):
        user = world.actors.get(role) or UserFactory(person=world.person(role.replace("_", "")))
        world.actors[role] = user
        organisation = organisations[where[role]] if role in where else OrganisationFactory()
        fields = {"site": site} if role == Role.LOCATION_COORDINATOR else {}
        membership = MembershipFactory(
            person=user.person, organisation=organisation, role=role, from_date=began, **fields
        )
        world.named[f"membership of {role}"] = membership
        if role in IN_INITIATIVE:
            world.named[f"involvement of {role}"] = Involvement.objects.create(
                initiative=initiative, membership=membership, from_date=began
            )
    world.actors["nobody's role"] = UserFactory(person=world.person("zonder"))
    over = MembershipFactory.build(
        person=UserFactory(person=world.person("voorbij")).person,
        organisation=organisations["office"],
        role=Role.PROGRAMME_COORDINATOR,
        stands_in_for=world.named[f"membership of {Role.PROGRAMME_COORDINATOR}"],
        from_date=today - timedelta(days=20),
        to_date=today - timedelta(days=10),
    )
    over.save()
    world.actors["deputy of before"] = over.person.user


def _programme(world: World, initiative: Initiative, site: Site, team: Team, today: date) -> None:
    coordinator = world.actors[Role.PROGRAMME_COORDINATOR]
    proposed = TeamFactory(
        initiative=initiative,
        site=site,
        enrolment=world.named["enrolment_id"],
        from_date=today,
        to_date=today + timedelta(days=100),
    )
    waiting = RequestFactory(
        initiative=initiative,
        site=site,
        pupil=PupilFactory(person=world.person("wacht"), organisation=site.organisation),
    )
    TeamMemberFactory(team=proposed, request=waiting)
    RequestFactory(initiative=initiative, site=site, pupil=world.named["classmate"])
    TeamSlotFactory(team=proposed, day=1)
    other = SiteFactory(organisation=site.organisation)
    initiative.sites.add(other)
    visits = InitiativeFactory(organiser=initiative.organiser, form=FormKind.MOZ, sites=[site])
    world.named |= {
        "initiative_id": initiative,
        "team_id": proposed,
        "group_id": StudentGroupFactory(initiative=visits),
        "pupil_group_id": PupilGroupFactory(initiative=initiative, site=site),
        "run_id": PlanningRunFactory(initiative=initiative, asked_by=coordinator),
        "import_id": Import.objects.create(
            organisation=initiative.organiser,
            initiative=initiative,
            site=site,
            uploaded_by=coordinator,
            uploaded_at=timezone.now(),
        ),
        "travel_time_id": TravelTime.objects.create(a=site, b=other, minutes=12),
    }


def _tutors(world: World, initiative: Initiative, today: date) -> None:
    """Let tutors be called for, learn, and be placed by their college."""
    enrolment, coordinator = world.named["enrolment_id"], world.actors[Role.PROGRAMME_COORDINATOR]
    campaign = CampaignFactory(initiative=initiative, slug=f"oproep-{world.mark.lower()}", contact=coordinator)
    EngagementFactory(enrolment=enrolment, form=EngagementForm.PAID)
    PlacementFactory(enrolment=enrolment, placed_by=world.actors[Role.LECTURER])
    world.named |= {
        "campaign_id": campaign,
        "campaign_slug": campaign.slug,
        "application_id": ApplicationFactory(
            campaign=campaign,
            given_name=f"aanmelder{world.mark}",
            family_name=f"Zzaanmelderfam{world.mark}",
            email=f"aanmelder.{world.mark}.mail@voorbeeld.test".lower(),
        ),
        "gathering_id": GatheringFactory(initiative=initiative, starts_at=timezone.now() - timedelta(days=50)),
        "skill_id": TutorSkillFactory(tutor=enrolment.tutor, confirmed_date=today, confirmed_by=coordinator),
    }


def _peers(world: World, initiative: Initiative, site: Site, today: date) -> None:
    """Let a class be asked who would like to help another pupil."""
    peers = InitiativeFactory(organiser=initiative.organiser, form=FormKind.PEER_CROSS, sites=[site])
    world.named |= {
        "peer_initiative_id": peers,
        "call_id": PeerCallFactory(
            initiative=peers, school_class=world.named["class_id"], asked_by=world.actors[Role.TEACHER]
        ),
    }
    PeerOfferFactory(call=world.named["call_id"], pupil=world.named["pupil_id"], written_by=world.actors[Role.TEACHER])


def _partners(world: World, initiative: Initiative, site: Site, college: Organisation, today: date) -> None:
    days = {"from_date": today, "to_date": None}
    who = {"added_by": world.actors[Role.TUTOR], "initiative": initiative, "site": site}
    world.named |= {
        "college_id": college,
        "slot_id": ReservedSlotFactory(initiative=initiative, college=college, **days),
        "project_id": SchoolProjectFactory(site=site, **days),
        "grant_id": GrantFactory(initiative=initiative),
        "step_id": PlanStepFactory(initiative=initiative, site=site),
    }
    for role, whose in (
        (Role.PROGRAMME_COORDINATOR, Whose.PROGRAMME),
        (Role.SCHOOL_COORDINATOR, Whose.SCHOOL),
        (Role.HE_COORDINATOR, Whose.COLLEGE),
        (Role.TUTOR, Whose.TUTOR),
    ):
        world.named[f"need of {role}"] = PlanNeedFactory(whose=whose, **who)
    world.named["need_id"] = world.named[f"need of {Role.SCHOOL_COORDINATOR}"]
    ActorshipChangeFactory(initiative=initiative, task="material")


def _worries(world: World, initiative: Initiative, site: Site, team: Team, today: date) -> None:
    coordinator, at = world.actors[Role.PROGRAMME_COORDINATOR], timezone.now() - timedelta(hours=1)
    initiative.concern_contact = coordinator
    initiative.concern_deputy = world.actors[Role.FINAL_RESPONSIBLE]
    initiative.save()
    still = PublishedTeamFactory(
        initiative=initiative, site=site, enrolment=team.enrolment, from_date=team.from_date, to_date=team.to_date
    )
    tutor = world.actors[Role.TUTOR]
    world.named |= {
        "running_team_id": team,
        "signal_id": signals.send(place=Place(initiative, site), text=f"zorg {world.mark}", by=tutor, at=at, on=today),
        "day_off_id": DayOff.objects.create(person=coordinator.person, from_date=today, to_date=today),
        "pause_id": Pause.objects.create(
            team=still, kind=PauseKind.CONCERN, paused_at=at, raised_by=tutor, decider=coordinator
        ),
    }


CLEARANCE = ClearanceKind.TRAINING
