"""What else can stand in a world: a row of each kind that the pages of the walk do not need: none is forgotten."""

import uuid
from datetime import date, time, timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session as BrowserSession
from django.utils import timezone

from tandem.core.models import Work, WorkStatus
from tandem.core.permissions import Role
from tandem.initiatives import models as initiatives
from tandem.initiatives.actions.contracts import write_contract
from tandem.initiatives.enums import Arm, Came, PartnerGroup, PointState, StartPoint, StudyMoment
from tandem.initiatives.together.expectations import TOPICS, Side, Whose
from tandem.logbook.models import CannotCome, Frame, HomeVisit, PeerFeedback, Receipt, TutorGrowth
from tandem.people.enums import AddressKind
from tandem.people.models import Halt, PupilCard, SentCode, User, WorkingWeek
from tandem.privacy.models import Erased, ShorterPeriod
from tandem.privacy.register.terms import Period
from tandem.quality.models import Evaluation
from tandem.scheduling.models import DayStaff, TeamPair, TutorCalendar
from tests.access.world import World
from tests.factories.file import (
    FamilyContactFactory,
    FileShieldFactory,
    FileViewFactory,
    FreshStartFactory,
    OwnFileChoiceFactory,
    SelfPortraitFactory,
)
from tests.factories.scheduling import AvailabilityFactory, LessonFactory, PupilBusyFactory
from tests.factories.together import JustificationFactory
from tests.factories.tutors import GatheringAttendanceFactory, TutorAgreementFactory


def fill(world: World) -> None:
    """Add to a world a row of each kind that it has none of yet."""
    _agreed(world)
    _at_school(world)
    _of_tutors(world)
    _of_the_pupil(world)
    _of_other_forms(world)
    _of_accounts(world, world.actors[Role.GUARDIAN])


def _agreed(world: World) -> None:
    """Let partners say to each other all they can say."""
    initiative, site = world.named["initiative_id"], world.named["site_id"]
    by, today, now = world.actors[Role.PROGRAMME_COORDINATOR], timezone.localdate(), timezone.now()
    here, said = {"initiative": initiative, "site": site}, {"said_by": by, "said_at": now}
    JustificationFactory(**here, written_by=by)
    goal = initiatives.Goal.objects.create(
        initiative=initiative, group=PartnerGroup.PARENTS, own_words="lezen", chosen_by=by, chosen_at=now
    )
    world.named["instrument_id"].goals.add(goal)
    initiatives.PointAnswer.objects.create(
        initiative=initiative,
        point=StartPoint.TRAINING,
        state=PointState.DISCUSSED,
        text="samen",
        written_by=by,
        written_at=now,
    )
    initiatives.QuestionContact.objects.create(
        initiative=initiative, group=PartnerGroup.PARENTS, who="het secretariaat"
    )
    initiatives.Voice.objects.create(
        decision=world.named["decision_id"], group=PartnerGroup.PARENTS, words="goed", written_by=by, written_at=now
    )
    initiatives.SiteContact.objects.create(**here, contact=by)
    initiatives.MutualExpectation.objects.create(
        **here, topic=TOPICS[0].key, side=Side.SCHOOL, whose=Whose.SCHOOL, **said
    )
    initiatives.SchoolPart.objects.create(**here, staff_hours=Decimal(4))
    initiatives.StaffLimit.objects.create(site=site, hours=Decimal(20), **said)
    college = world.named["college_id"]
    initiatives.CollegePlaces.objects.create(initiative=initiative, college=college, places=20, **said)
    initiatives.PolicyCheck.objects.create(**here, college=college, agrees=True, checked_by=by, checked_at=now)
    initiatives.TrainingQuality.objects.create(initiative=initiative, owner=by.person, named_by=by, named_at=now)
    write_contract(
        initiative=initiative,
        pupil=world.named["pupil_id"],
        family_expects="Dat iemand luistert.",
        others_expect="Dat het kind graag komt.",
        said_by=world.actors[Role.GUARDIAN].person,
        said_date=today,
        is_spoken=True,
        by=by,
        at=now,
    )
    Evaluation.objects.create(
        initiative=initiative,
        held_date=today,
        from_date=today,
        to_date=today,
        notes=1,
        seen="rustiger",
        written_by=by,
        written_at=now,
    )
    ShorterPeriod.objects.create(organisation=initiative.organiser, period=next(iter(Period)), days=30)
    Work.objects.create(
        kind="plan", target_id=initiative.pk, by_id=by.pk, status=WorkStatus.DONE, asked_at=now, finished_at=now
    )


def _at_school(world: World) -> None:
    school_class, pupil = world.named["class_id"], world.named["pupil_id"]
    teacher, today, now = world.actors[Role.TEACHER], timezone.localdate(), timezone.now()
    LessonFactory(school_class=school_class, teacher=teacher.person).pupils.add(pupil)
    PupilBusyFactory(pupil=pupil)
    monday = today - timedelta(days=today.weekday())
    Frame.objects.create(
        school_class=school_class, week_date=monday, topic="breuken", written_by=teacher, written_at=now
    )
    PupilCard.objects.create(person=pupil.person, code_hash=f"kaart {world.mark}", made_by=teacher, made_at=now)
    WorkingWeek.objects.create(person=world.actors[Role.SCHOOL_COORDINATOR].person, days=[0, 1])


def _of_tutors(world: World) -> None:
    enrolment, request, now = world.named["enrolment_id"], world.named["request_id"], timezone.now()
    tutor, coordinator = enrolment.tutor, world.actors[Role.PROGRAMME_COORDINATOR]
    team, session = world.named["running_team_id"], world.named["session_id"]
    world.named["group_id"].tutors.add(tutor)
    request.not_tutors.add(tutor)
    request.apart_from.add(initiatives.Request.objects.get(pupil=world.named["classmate"]))
    AvailabilityFactory(tutor=tutor)
    TutorCalendar.objects.create(tutor=tutor, earliest=time(8), latest=time(18))
    TutorAgreementFactory(tutor=tutor, recorded_by=coordinator)
    GatheringAttendanceFactory(
        gathering=world.named["gathering_id"], tutor=tutor, came=Came.PRESENT, written_by=coordinator
    )
    TeamPair.objects.create(team=team, tutor=tutor, pupil=world.named["pupil_id"])
    Halt.objects.create(tutor=tutor, halted_at=now, halted_by=coordinator, lifted_at=now, lifted_by=coordinator)
    CannotCome.objects.create(session=session, tutor=tutor, said_at=now)
    entry = team.sessions.exclude(log_entry=None).get().log_entry
    Receipt.objects.create(log_entry=entry, arrived_at=now)
    TutorGrowth.objects.create(log_entry=entry, tutor=tutor, words="geduld")
    PeerFeedback.objects.create(session=session, pupil=world.named["pupil_id"], words="dank je", said_at=now)


def _of_the_pupil(world: World) -> None:
    pupil, item = world.named["pupil_id"], world.named["file_item_id"]
    FileViewFactory(item=item)
    FileShieldFactory(item=item, decided_by=world.actors[Role.GUARDIAN])
    FreshStartFactory(pupil=pupil)
    OwnFileChoiceFactory(pupil=pupil, decided_by=world.actors[Role.TEACHER])
    SelfPortraitFactory(pupil=pupil)
    FamilyContactFactory(
        pupil=pupil,
        spoken_with=world.actors[Role.GUARDIAN].person,
        on_date=date(2026, 9, 10),
        written_by=world.actors[Role.TEACHER],
    )
    Erased.objects.create(person_id=uuid.uuid4(), erased_at=timezone.now())


def _of_other_forms(world: World) -> None:
    """Let there be a group of children, a visit at home, a day of a summer school, a study and who guides peers."""
    initiative, pupil, now = world.named["initiative_id"], world.named["pupil_id"], timezone.now()
    by, parent, today = world.actors[Role.PROGRAMME_COORDINATOR], world.actors[Role.GUARDIAN].person, now.date()
    initiatives.PupilGroupMember.objects.create(group=world.named["pupil_group_id"], request=world.named["request_id"])
    initiatives.HomeArrangement.objects.create(
        initiative=initiative,
        pupil=pupil,
        agreed_with=parent,
        agreed_date=today,
        address="Kerkstraat 1",
        someone_home="de oma",
        strengths="vertelt graag",
        purpose="samen lezen",
        together="kijken wat lukte",
        first_with=by.person,
        safety_contact=by.person,
        safety_phone="0470 55 01 23",
        written_by=by,
        written_at=now,
    )
    HomeVisit.objects.create(session=world.named["session_id"], pupil=pupil, changed_at=now)
    team = world.named["running_team_id"]
    DayStaff.objects.create(team=team, day_date=today, enrolment=world.named["enrolment_id"])
    study = initiatives.Study.objects.create(initiative=initiative, question="helpt het?")
    study.classes.create(school_class=world.named["class_id"], arm=Arm.WAITS)
    study.waves.create(moment=StudyMoment.START, on_date=today)
    initiatives.PeerGuide.objects.create(initiative=initiative, person=world.actors[Role.TEACHER].person, ticked_at=now)


def _of_accounts(world: World, user: User) -> None:
    """Let somebody have come in by every way there is."""
    now = timezone.now()
    SentCode.objects.create(
        user=user, kind=AddressKind.EMAIL, address=user.email, language="nl", asked_at=now, valid_until=now
    )
    address = EmailAddress.objects.create(user=user, email=user.email)
    EmailConfirmation.objects.create(email_address=address, key=f"key {world.mark}")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key=f"session{world.mark}", user_agent="browser")
    account = SocialAccount.objects.create(user=user, provider="school", uid=f"uid {world.mark}")
    app = SocialApp.objects.create(provider="openid_connect", provider_id=world.mark, name="school", client_id="a")
    SocialToken.objects.create(app=app, account=account, token="geheim")
    BrowserSession.objects.create(session_key=f"browser{world.mark}", session_data="", expire_date=now)
