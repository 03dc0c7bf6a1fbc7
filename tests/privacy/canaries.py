"""A unique string in every field that can hold words about somebody; which fields those are, the register says."""

import itertools
from datetime import UTC, date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import models, transaction

from tandem.core import audit
from tandem.initiatives.enums import PartnerGroup, SkillKind
from tandem.initiatives.models import Decision, FamilyContract, HomeArrangement, PupilGroupMember, Voice
from tandem.logbook.enums import ContactWay, FileKind, FileRequestKind, PortraitTopic, ShownTo
from tandem.logbook.enums import Voice as Speaker
from tandem.logbook.models import (
    FamilyContact,
    FileItem,
    FileRequest,
    FileView,
    LessonClaim,
    OwnFileChoice,
    PeerFeedback,
    SelfPortrait,
    TutorGrowth,
)
from tandem.people.enums import AddressKind
from tandem.people.models import OwnAddress, Person, SentCode
from tandem.privacy.register import TABLES, Sensitivity
from tandem.scheduling.enums import ClosingStep, TeamStatus, VetoKind
from tandem.scheduling.models import TutorCalendar
from tests.factories.initiatives import EnrolmentFactory, PupilGroupFactory, RequestFactory
from tests.factories.logbook import LogEntryFactory, PupilEntryFactory
from tests.factories.people import (
    ConsentFactory,
    GuardianFactory,
    PersonFactory,
    PupilFactory,
    TutorFactory,
    UserFactory,
)
from tests.factories.scheduling import SessionFactory, TeamFactory, TeamMemberFactory
from tests.factories.tutors import ApplicationFactory, PlacementFactory, TutorAgreementFactory, TutorSkillFactory

AT = datetime(2026, 9, 10, 12, tzinfo=UTC)
DAY = date(2026, 9, 10)
# Words that come from a list of ours, or numbers: nothing anybody can write about somebody.
CLOSED = {
    "people.ClassTeacher.days",
    "people.WorkingWeek.days",
    "scheduling.TutorCalendar.days",
    "core.AuditEvent.action",
}


def places() -> set[str]:
    """Return every field in which words about somebody can stand, by the register."""
    return {
        f"{table.model}.{field.name}"
        for table in TABLES
        if table.about
        for field in table.fields
        if field.is_personal and field.sensitivity != Sensitivity.SECRET and holds_words(table.model_class, field.name)
    } - CLOSED


def holds_words(model: type[models.Model], name: str) -> bool:
    field = model._meta.get_field(name)
    return isinstance(field, (models.CharField, models.TextField, models.JSONField)) and not field.choices


def told_to_nobody() -> set[str]:
    """Return the fields that are never handed to the person they stand with."""
    return {
        f"{table.model}.{field.name}"
        for table in TABLES
        for field in table.fields
        if field.sensitivity == Sensitivity.THIRD
    }


class Canaries:
    """The strings planted for one person, by the field each stands in."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.by_place: dict[str, str] = {}
        self._count = itertools.count()

    def __call__(self, place: str) -> str:
        assert place not in self.by_place
        self.by_place[place] = f"k{self.number:02d}{next(self._count):02d}zqv"
        return self.by_place[place]

    def of(self, model: str, *names: str) -> dict[str, Any]:
        return {name: self(f"{model}.{name}") for name in names}

    @property
    def planted(self) -> set[str]:
        return set(self.by_place.values())


def plant(number: int) -> tuple[Person, Canaries]:
    """Return somebody who is pupil, parent, tutor and colleague at once, with a canary in every field."""
    c = Canaries(number)
    person = PersonFactory(
        **c.of("people.Person", "given_name", "infix", "family_name", "phone", "language"),
        email=f"{c('people.Person.email')}@voorbeeld.test",
    )
    user = UserFactory(person=person, email=f"{c('people.User.email')}@voorbeeld.test")
    pupil = PupilFactory(person=person, **c.of("people.Pupil", "number"))
    tutor = TutorFactory(
        person=person,
        number=c("people.Tutor.number"),
        languages=[c("people.Tutor.languages")],
        interests=[c("people.Tutor.interests")],
    )
    GuardianFactory(person=person, **c.of("people.Guardian", "address"))
    ConsentFactory(pupil=pupil, **c.of("people.Consent", "evidence"))
    plant_accounts(c, user)
    plant_tutoring(c, tutor, pupil)
    plant_coming_in(c, tutor)
    plant_file(c, pupil, user)
    with transaction.atomic():
        audit.record("pupil.remarked", target=pupil, by=user, at=AT, words=c("core.AuditEvent.facts"))
    return person, c


def plant_accounts(c: Canaries, user: Any) -> None:
    OwnAddress.objects.create(
        user=user, kind=AddressKind.EMAIL, address=f"{c('people.OwnAddress.address')}@voorbeeld.test", proven_at=AT
    )
    SentCode.objects.create(
        user=user, kind=AddressKind.EMAIL, asked_at=AT, valid_until=AT, **c.of("people.SentCode", "address", "language")
    )
    EmailAddress.objects.create(user=user, email=f"{c('account.EmailAddress.email')}@voorbeeld.test")
    SocialAccount.objects.create(
        user=user,
        **c.of("socialaccount.SocialAccount", "provider", "uid"),
        extra_data={"name": c("socialaccount.SocialAccount.extra_data")},
    )
    UserSession.objects.create(
        user=user,
        session_key=f"sleutel{c.number}",
        ip="192.0.2.1",
        last_seen_at=AT,
        **c.of("usersessions.UserSession", "user_agent"),
    )


def plant_tutoring(c: Canaries, tutor: Any, pupil: Any) -> None:
    TutorCalendar.objects.create(
        tutor=tutor,
        address=f"https://agenda.test/{c('scheduling.TutorCalendar.address')}",
        problem=c("scheduling.TutorCalendar.problem"),
    )
    enrolment = EnrolmentFactory(tutor=tutor, teaches={c("initiatives.Enrolment.teaches"): [1, 8]})
    team = TeamFactory(
        enrolment=enrolment,
        initiative=enrolment.initiative,
        status=TeamStatus.ENDED,
        veto_kind=VetoKind.values[0],
        closing_step=ClosingStep.values[0],
        to_date=date(2026, 9, 9),
        **c.of("scheduling.Team", "veto_reason", "closing_note", "classmates_reason"),
    )
    request = RequestFactory(
        pupil=pupil,
        initiative=enrolment.initiative,
        interests=[c("initiatives.Request.interests")],
        languages=[c("initiatives.Request.languages")],
        **c.of("initiatives.Request", "subject", "goal"),
    )
    PupilGroupMember.objects.create(
        group=PupilGroupFactory(initiative=enrolment.initiative, site=request.site),
        request=request,
        **c.of("initiatives.PupilGroupMember", "note"),
    )
    LessonClaim.objects.create(enrolment=enrolment, lessons=1, asked_at=AT, **c.of("logbook.LessonClaim", "reason"))
    FamilyContract.objects.create(
        initiative=enrolment.initiative,
        pupil=pupil,
        said_by=tutor.person,
        said_date=DAY,
        written_by=UserFactory(),
        written_at=AT,
        **c.of("initiatives.FamilyContract", "family_expects", "others_expect", "language", "interpreter"),
    )
    HomeArrangement.objects.create(
        initiative=enrolment.initiative,
        pupil=pupil,
        agreed_with=tutor.person,
        agreed_date=DAY,
        first_with=UserFactory().person,
        safety_contact=UserFactory().person,
        written_by=UserFactory(),
        written_at=AT,
        **c.of("initiatives.HomeArrangement", "address", "someone_home", "strengths", "purpose", "together"),
        **c.of("initiatives.HomeArrangement", "language", "interpreter", "safety_phone"),
    )
    Voice.objects.create(
        decision=Decision.objects.create(
            initiative=enrolment.initiative, subject="dagen", plain="dinsdag", written_by=UserFactory(), written_at=AT
        ),
        group=PartnerGroup.TUTORS,
        written_by=tutor.person.user,
        written_at=AT,
        **c.of("initiatives.Voice", "words"),
    )
    TeamMemberFactory(team=team, request=request, **c.of("scheduling.TeamMember", "teacher_note"))
    entry = LogEntryFactory(session=SessionFactory(team=team))
    PupilEntryFactory(log_entry=entry, pupil=pupil, **c.of("logbook.PupilEntry", "activity", "goal", "success"))
    TutorGrowth.objects.create(log_entry=entry, tutor=tutor, **c.of("logbook.TutorGrowth", "words"))
    PeerFeedback.objects.create(session=entry.session, pupil=pupil, said_at=AT, **c.of("logbook.PeerFeedback", "words"))


def plant_coming_in(c: Canaries, tutor: Any) -> None:
    ApplicationFactory(
        tutor=tutor,
        email=f"{c('initiatives.Application.email')}@voorbeeld.test",
        subjects=[c("initiatives.Application.subjects")],
        **c.of("initiatives.Application", "given_name", "family_name", "phone", "language", "words", "talk_place"),
    )
    TutorAgreementFactory(tutor=tutor, **c.of("initiatives.TutorAgreement", "version"))
    TutorSkillFactory(tutor=tutor, kind=SkillKind.MASTERY, **c.of("initiatives.TutorSkill", "subject"))
    PlacementFactory(enrolment=tutor.enrolments.get(), **c.of("initiatives.Placement", "course"))


def plant_file(c: Canaries, pupil: Any, user: Any) -> None:
    voice = {"said_by": user.person, "said_as": Speaker.GUARDIAN, "said_at": AT}
    item = FileItem.objects.create(
        pupil=pupil, kind=FileKind.STRENGTH, written_by=user, **voice, **c.of("logbook.FileItem", "text")
    )
    FileView.objects.create(pupil=pupil, item=item, **voice, **c.of("logbook.FileView", "text"))
    FileRequest.objects.create(
        pupil=pupil,
        item=item,
        kind=FileRequestKind.CORRECTION,
        asked_by=user.person,
        asked_at=AT,
        answered_by=user.person,
        answer_by_date=DAY,
        granted=False,
        answered_at=AT,
        answer_written_by=user,
        **c.of("logbook.FileRequest", "wish", "reason"),
    )
    OwnFileChoice.objects.create(
        pupil=pupil, is_open=False, decided_by=user, decided_at=AT, **c.of("logbook.OwnFileChoice", "reason")
    )
    SelfPortrait.objects.create(
        pupil=pupil,
        topic=PortraitTopic.LIKES,
        told_by=user.person,
        shown_to=ShownTo.FAMILY,
        told_at=AT,
        **c.of("logbook.SelfPortrait", "text"),
    )
    FamilyContact.objects.create(
        pupil=pupil,
        spoken_with=user.person,
        on_date=DAY,
        way=ContactWay.PHONE,
        written_by=user,
        written_at=AT,
        **c.of("logbook.FamilyContact", "went_well", "talked_about", "agreed"),
    )
