"""A visit at home: the tutor says when they come and go, the family calls one off, and somebody looks after both."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.core import audit, outbox
from tandem.core.isolation import Purpose, following, working_on
from tandem.initiatives.models import HomeArrangement
from tandem.initiatives.queries.home import arrangement_of, arrangement_with_people
from tandem.logbook.actions.family_contacts import ContactNotPossible, Talk, record_conversation
from tandem.logbook.actions.file_items import add_item
from tandem.logbook.enums import ContactWay, FileKind, Voice
from tandem.logbook.models import CannotCome, HomeVisit
from tandem.logbook.queries.home import NobodyAtHome, first_visit, late_visits, pupil_of
from tandem.people.models import Pupil, User
from tandem.scheduling.actions.cancellations import TakenMeanwhile, hold_session_after_all
from tandem.scheduling.actions.sessions import cancel_session
from tandem.scheduling.calendar import LOCAL
from tandem.scheduling.enums import SessionStatus
from tandem.scheduling.models import Session

VISIT_NOT_LEFT = "logbook.visit_not_left"
EARLY = timedelta(minutes=60)  # how long before the start a tutor may say they are there


class VisitNotPossible(Exception):
    """It cannot be said now; the sentence says why and what helps."""


@transaction.atomic
def arrive(*, session: Session, with_companion: bool, by: User, at: datetime) -> HomeVisit:
    """Say that the tutor is at the family's home; the first time only together with who goes along."""
    session = _locked(session)
    pupil = pupil_of(session)
    if session.status != SessionStatus.PLANNED or at < session.starts_at - EARLY:
        raise VisitNotPossible(_("Dit bezoek is nog niet, of het gaat niet door."))
    arrangement = arrangement_with_people(session.team.initiative, pupil)
    if arrangement is None:
        raise VisitNotPossible(_("Met dit gezin is nog niets afgesproken over bezoeken thuis. Bel je coördinator."))
    first = first_visit(session, pupil)
    if first and not with_companion:
        raise VisitNotPossible(
            _("De eerste keer ga je samen met %(name)s. Is die er niet? Ga dan niet alleen, en bel %(contact)s.")
            % {"name": arrangement.first_with.full_name, "contact": arrangement.safety_contact.full_name}
        )
    visit = _visit(session, pupil, at)
    if visit.arrived_at is None:
        visit.arrived_at = at
        visit.accompanied_by = arrangement.first_with if first else None
        visit.save()
        _record("home.arrived", visit, by=by, at=at)
    return visit


@transaction.atomic
def leave(*, session: Session, went_well: str = "", together: str = "", by: User, at: datetime) -> HomeVisit:
    """Say that the tutor left, perhaps with what went well and what was done together with who was at home."""
    session = _locked(session)
    visit = HomeVisit.objects.filter(session=session).select_related("pupil").first()
    if visit is None or visit.arrived_at is None:
        raise VisitNotPossible(_("Zeg eerst dat je er was."))
    if visit.left_at is None:
        visit.left_at, visit.changed_at = at, at
        visit.save()
        _record("home.left", visit, by=by, at=at)
        _keep_what_was_said(session, visit.pupil, went_well, together, by=by, at=at)
    return visit


def _keep_what_was_said(
    session: Session, pupil: Pupil, went_well: str, together: str, *, by: User, at: datetime
) -> None:
    """Put a strength in the child's own file, and the part with the parents among the talks with home."""
    if not went_well.strip():
        return
    add_item(pupil=pupil, kind=FileKind.STRENGTH, text=went_well, said_by=by.person, said_as=Voice.TUTOR, by=by, at=at)
    if together.strip():
        # Talks with home are kept by the school and the programme; that this tutor had one was settled by the visit.
        with working_on(Purpose.FOLLOWING, about=session.pk):
            _keep_conversation(session, pupil, went_well, together, by=by, at=at)


def _keep_conversation(
    session: Session, pupil: Pupil, went_well: str, together: str, *, by: User, at: datetime
) -> None:
    arrangement = arrangement_of(session.team.initiative, pupil)
    if arrangement is not None:
        with_whom, today = arrangement.agreed_with, at.astimezone(LOCAL).date()
        talk = Talk(with_whom, today, ContactWay.VISIT, went_well=went_well, talked_about=together)
        # Who agreed may not be spoken with any more; that never keeps a tutor from saying that they left.
        with suppress(ContactNotPossible):
            record_conversation(pupil=pupil, talk=talk, by=by, at=at)


@transaction.atomic
def warn_of_late_visits(*, at: datetime) -> list[HomeVisit]:
    """Warn each safety contact once of a tutor who has not said that they left, half an hour after the end."""
    warned = []
    for session in late_visits(at=at).select_for_update(of=["self"]):
        visited = _visited(session)
        if visited is not None:
            pupil, arrangement = visited
            visit = _visit(session, pupil, at)
            visit.warned_at, visit.changed_at = at, at
            visit.save()
            _record("home.warned", visit, by=None, at=at)
            key = f"{VISIT_NOT_LEFT}:{visit.pk}"
            person, phone = arrangement.safety_contact_id, arrangement.safety_phone
            outbox.post(VISIT_NOT_LEFT, key=key, at=at, visit=visit.pk, person=person, phone=phone)
            warned.append(visit)
    return warned


def _visited(session: Session) -> tuple[Pupil, HomeArrangement] | None:
    """Return whom a tutor was to visit and what was agreed; nothing where the child has no place any more."""
    try:
        pupil = pupil_of(session)
    except NobodyAtHome:
        return None
    arrangement = arrangement_of(session.team.initiative, pupil)
    return (pupil, arrangement) if arrangement is not None else None


@transaction.atomic
def settle(*, visit: HomeVisit, by: User, at: datetime) -> HomeVisit:
    """Say that the tutor was reached and all is well."""
    visit = HomeVisit.objects.select_for_update().get(pk=visit.pk)
    if visit.settled_at is None:
        visit.settled_at, visit.settled_by, visit.changed_at = at, by, at
        visit.save()
        _record("home.settled", visit, by=by, at=at)
    return visit


@following("session")
@transaction.atomic
def call_off(*, session: Session, pupil: Pupil, by: User, at: datetime) -> HomeVisit:
    """Let one visit be off because the family says so: never why, and nobody counts it."""
    session = _locked(session)
    if session.starts_at <= at:
        raise VisitNotPossible(_("Dit bezoek is al begonnen of voorbij."))
    visit = _visit(session, pupil, at)
    if visit.called_off_at is None and session.status == SessionStatus.PLANNED:
        cancel_session(session=session, by=by, at=at)
        visit.called_off_at, visit.changed_at = at, at
        visit.save()
    return visit


@following("session")
@transaction.atomic
def welcome_after_all(*, session: Session, by: User, at: datetime) -> None:
    """Let a visit that the family called off take place after all, while tutor and child are still free."""
    session = _locked(session)
    visit = HomeVisit.objects.filter(session=session, called_off_at__isnull=False).first()
    if visit is None or session.starts_at <= at or CannotCome.objects.filter(session=session).exists():
        raise VisitNotPossible(_("Dit bezoek kan niet meer doorgaan. Er komt een volgende keer."))
    try:
        with transaction.atomic():
            hold_session_after_all(session=session, by=by, at=at)
    except TakenMeanwhile as clash:
        raise VisitNotPossible(str(clash)) from clash
    visit.called_off_at, visit.changed_at = None, at
    visit.save()
    outbox.post(
        "logbook.comes_after_all",
        key=f"home_after_all:{visit.pk}:{at.isoformat()}",
        at=at,
        session=session.pk,
        cancelled=True,
    )


def _locked(session: Session) -> Session:
    return (
        Session.objects.select_for_update(of=["self"])
        .select_related("team__initiative__organiser", "team__enrolment")
        .get(pk=session.pk)
    )


def _visit(session: Session, pupil: Pupil, at: datetime) -> HomeVisit:
    visit, _made = HomeVisit.objects.get_or_create(session=session, defaults={"pupil": pupil, "changed_at": at})
    return visit


def _record(action: str, visit: HomeVisit, *, by: User | None, at: datetime) -> None:
    organisation = visit.session.team.initiative.organiser
    audit.record(action, target=visit, by=by, at=at, organisation=organisation, session=visit.session_id)
