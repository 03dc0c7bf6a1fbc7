"""Short mails that say there is something new and where to read it: no child's name, no reason, ever in a mail."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tandem.core import outbox, sms
from tandem.core.glossary import ROLES
from tandem.core.isolation import Purpose, working_on
from tandem.core.outbox import Handler
from tandem.core.permissions import Role
from tandem.initiatives.actions.parts import PART_ASKED
from tandem.initiatives.actions.renewals import RENEWAL_DUE
from tandem.initiatives.gate import cleared_tutors
from tandem.logbook.actions.file_requests import ASKED
from tandem.logbook.actions.home import VISIT_NOT_LEFT
from tandem.people.actions.memberships import ROLE_GIVEN
from tandem.people.enums import AddressKind
from tandem.people.models import Person
from tandem.privacy.actions.retention import GOES_SOON
from tandem.safeguarding.enums import NoticeKind
from tandem.scheduling.actions.pauses import PAUSE_TO_DECIDE, TEAM_PAUSED, TEAM_RESUMED
from tandem.scheduling.actions.sessions import SESSION_CANCELLED, SESSION_MOVED
from tandem.scheduling.actions.telling import TIMETABLE
from tandem.scheduling.models import Session, Team
from tandem.scheduling.queries.concerned import Concerned, concerned_by, coordinators_of
from tandem.scheduling.queries.teams import in_full
from tandem.web.family.language import long_day

NOTE = "web.note"
VISIT_TEXT = "web.visit_text"
SCHOOL = frozenset({Role.TEACHER, Role.SCHOOL_COORDINATOR})
EVERYBODY = SCHOOL | {Role.TUTOR, Role.GUARDIAN}

TIMETABLES: Mapping[str, str | Promise] = {
    Role.TUTOR: gettext_lazy("Je weekschema staat klaar: wie, wanneer, waar en in welk lokaal."),
    Role.TEACHER: gettext_lazy("De planning van uw klas staat klaar: wie wanneer weg is en wat die mist."),
    Role.SCHOOL_COORDINATOR: gettext_lazy("De planning voor uw school staat klaar, met lokalen en tutors."),
    Role.GUARDIAN: gettext_lazy(
        "Er is een afspraak voor uw kind: wanneer, met wie en bij wie u met vragen terechtkunt."
    ),
}
SESSIONS: Mapping[str, str | Promise] = {
    SESSION_CANCELLED: gettext_lazy("De sessie van %(when)s gaat niet door."),
    SESSION_MOVED: gettext_lazy("Een sessie is verplaatst naar %(when)s."),
    "logbook.cannot_come": gettext_lazy("Een tutor kan niet komen naar de sessie van %(when)s."),
    "logbook.comes_after_all": gettext_lazy("De sessie van %(when)s gaat toch door: de tutor komt."),
}
WHEN = gettext_lazy("%(day)s om %(time)s")
READ_IT = gettext_lazy("Lees het in Tandem: %(url)s")
FAMILY_PAGE = "/family/"


TEAMS: Mapping[str, str | Promise] = {
    TEAM_PAUSED: gettext_lazy(
        "Een afspraak van Tandem ligt even stil. U hoeft niets te doen; u hoort van ons hoe het verdergaat."
    ),
    TEAM_RESUMED: gettext_lazy("Een afspraak van Tandem die even stillag, gaat weer verder zoals voorheen."),
}


def _timetable(payload: Mapping[str, Any]) -> None:
    with working_on(Purpose.NOTICE, about=UUID(payload["person"])):
        hears = payload["role"] != Role.TUTOR or _may_hear([UUID(payload["person"])])
    if not hears:
        return
    _mail(payload["person"], lambda: str(TIMETABLES[payload["role"]]))


def _session_changed(kind: str) -> Handler:
    return lambda payload: _spread(kind, payload["session"], EVERYBODY)


def _tutor_away(payload: Mapping[str, Any]) -> None:
    # When nobody is left the session is cancelled, and everybody hears that instead.
    _spread("logbook.cannot_come", payload["session"], frozenset() if payload.get("cancelled") else SCHOOL)


def _tutor_back(payload: Mapping[str, Any]) -> None:
    # Whoever heard that the session was cancelled hears that it takes place.
    kind = "logbook.comes_after_all"
    _spread(kind, payload["session"], EVERYBODY if payload.get("cancelled") else SCHOOL)


def _spread(kind: str, session_id: str, roles: Collection[Role]) -> None:
    """Make one message for each person, so that an address that fails never mails the others twice."""
    with working_on(Purpose.NOTICE, about=UUID(str(session_id))):
        _spread_messages(kind, session_id, roles)


def _spread_messages(kind: str, session_id: str, roles: Collection[Role]) -> None:
    session = Session.objects.select_related("team__initiative", "team__site").filter(pk=session_id).first()
    if session is None:
        return
    on, at = session.starts_at.date(), session.changed_at
    people = _hearing(concerned_by(session.team, on=on), roles)
    if kind.startswith("logbook."):
        people |= coordinators_of(session.team, on=on)
    for person in people:
        key = f"{NOTE}:{kind}:{session.pk}:{at.isoformat()}:{person}"
        outbox.post(NOTE, key=key, at=at, person=person, about=kind, when=session.starts_at)


def _hearing(concerned: Concerned, roles: Collection[Role]) -> set[UUID]:
    """Return who is told: of the tutors only those who may be with children (R-NEV-13)."""
    cleared = _may_hear([person for role, person in concerned if role == Role.TUTOR])
    return {person for role, person in concerned if role in roles and (role != Role.TUTOR or person in cleared)}


def _may_hear(tutors: Collection[UUID]) -> set[UUID]:
    found = cleared_tutors(on=timezone.localdate()).filter(person__in=tutors)
    return set(found.values_list("person", flat=True))


def _team(kind: str) -> Handler:
    return lambda payload: _spread_team(kind, payload["team"])


def _spread_team(kind: str, team_id: str) -> None:
    """Tell everybody of a match that it lies still or goes on: the same neutral words for all, never why or who."""
    with working_on(Purpose.NOTICE, about=UUID(team_id)):
        _spread_team_messages(kind, team_id, timezone.now())


def _spread_team_messages(kind: str, team_id: str, at: datetime) -> None:
    team = in_full(Team.objects.filter(pk=team_id)).first()
    if team is None:
        return
    on = timezone.localdate(at)
    people = _hearing(concerned_by(team, on=on), EVERYBODY) | coordinators_of(team, on=on)
    messages = {
        f"{NOTE}:{kind}:{team.pk}:{at.isoformat()}:{person}": {"person": person, "about": kind} for person in people
    }
    outbox.post_all(NOTE, messages, at=at)


SIGNALS: Mapping[NoticeKind, str | Promise] = {
    NoticeKind.ARRIVED: gettext_lazy("Er wacht iets op u om vandaag te lezen."),
    NoticeKind.PASSED_ON: gettext_lazy("Er wacht iets om vandaag te lezen, in de plaats van een collega."),
    NoticeKind.RECEIPT: gettext_lazy("Er is nieuws over iets wat je doorgaf."),
}


def mail_about_signal(person_id: UUID, kind: NoticeKind) -> None:
    """Say that there is something to read; not even that it is a worry."""
    _mail(str(person_id), lambda: str(SIGNALS[kind]))


def _decide(payload: Mapping[str, Any]) -> None:
    _mail(payload["person"], lambda: _("Een duo of groepje ligt stil en wacht op uw beslissing."))


def _renewal(payload: Mapping[str, Any]) -> None:
    _mail(payload["person"], lambda: _("Een papier van een tutor moet binnen twee maanden vernieuwd worden."))


def _note(payload: Mapping[str, Any]) -> None:
    if payload["about"] in TEAMS:
        _mail(payload["person"], lambda: str(TEAMS[payload["about"]]))
        return

    def words() -> str:
        starts_at = timezone.localtime(datetime.fromisoformat(payload["when"]))
        when = str(WHEN) % {
            "day": long_day(starts_at),
            "time": formats.date_format(starts_at, "H:i"),
        }
        return str(SESSIONS[payload["about"]]) % {"when": when}

    _mail(payload["person"], words)


def _visit_not_left(payload: Mapping[str, Any]) -> None:
    """Say so by mail, and as a message of its own to the phone: a mail may be read too late."""
    page = reverse("visits")
    _mail(payload["person"], lambda: _("Een tutor heeft zich na een bezoek thuis nog niet afgemeld. Bel nu."), page)
    at = timezone.now()
    key = f"{VISIT_TEXT}:{payload['visit']}"
    outbox.post(VISIT_TEXT, key=key, at=at, person=payload["person"], phone=payload["phone"])


def _visit_text(payload: Mapping[str, Any]) -> None:
    with working_on(Purpose.NOTICE, about=UUID(str(payload["person"]))):
        person = Person.objects.filter(pk=payload["person"]).first()
    if person is None or not sms.is_available():
        return
    with translation.override(person.language if person.language in dict(settings.LANGUAGES) else None):
        words = _("Tandem: een tutor is na een bezoek thuis nog niet afgemeld. Bel nu: %(url)s")
        sms.send(payload["phone"], words % {"url": settings.BASE_URL + reverse("visits")})


def _file_asked(payload: Mapping[str, Any]) -> None:
    def words() -> str:
        day = formats.date_format(date.fromisoformat(payload["answer_by"]), "j F Y")
        return _("Een gezin vraagt iets over de map van een leerling. Antwoord ten laatste op %(day)s.") % {"day": day}

    _mail(payload["person"], words)


def _mail(person_id: str, words: Callable[[], str], page: str = "") -> None:
    with working_on(Purpose.NOTICE, about=UUID(str(person_id))):
        person = Person.objects.select_related("user").filter(pk=person_id).first()
        if person is None:
            return
        address, at_home = _address_of(person), person.guardian_of.exists()
    if not address:  # who has no address hears it by phone, on paper or at school
        return
    languages = settings.FAMILY_LANGUAGES if at_home else dict(settings.LANGUAGES)
    language = person.language if person.language in languages else settings.LANGUAGE_CODE
    with translation.override(language):
        sentence = words()
        link = str(READ_IT) % {"url": settings.BASE_URL + (page or (FAMILY_PAGE if at_home else ""))}
        send_mail(f"Tandem: {sentence}", f"{sentence}\n\n{link}\n", None, [address])


def _address_of(person: Person) -> str:
    """Return where somebody reads mail: the address the school has, their account's, or one they proved themselves."""
    if person.email or not hasattr(person, "user"):
        return person.email
    own = person.user.own_addresses.filter(kind=AddressKind.EMAIL).order_by("proven_at", "pk").first()
    return person.user.email or (own.address if own else "")


def _goes_soon(payload: Mapping[str, Any]) -> None:
    _mail(
        payload["person"],
        lambda: (
            ngettext(
                "Over een maand ruimt Tandem %(count)d rij op die lang genoeg bewaard is. Bekijk ze onder Privacy.",
                "Over een maand ruimt Tandem %(count)d rijen op die lang genoeg bewaard zijn. Bekijk ze onder Privacy.",
                payload["count"],
            )
            % {"count": payload["count"]}
        ),
    )


def _role_given(payload: Mapping[str, Any]) -> None:
    role = Role(payload["role"])
    _mail(payload["person"], lambda: _("U hebt een rol gekregen: %(role)s.") % {"role": ROLES[role]})


def _part_asked(payload: Mapping[str, Any]) -> None:
    _mail(
        payload["person"],
        lambda: _("Iemand vraagt u een deel van een nieuw initiatief in te vullen. Het is één bladzijde."),
        reverse("asked-part", args=[payload["asked"]]),
    )


HANDLERS: Mapping[str, Handler] = {
    ROLE_GIVEN: _role_given,
    TIMETABLE: _timetable,
    SESSION_CANCELLED: _session_changed(SESSION_CANCELLED),
    SESSION_MOVED: _session_changed(SESSION_MOVED),
    ASKED: _file_asked,
    "logbook.cannot_come": _tutor_away,
    "logbook.comes_after_all": _tutor_back,
    TEAM_PAUSED: _team(TEAM_PAUSED),
    TEAM_RESUMED: _team(TEAM_RESUMED),
    PAUSE_TO_DECIDE: _decide,
    VISIT_NOT_LEFT: _visit_not_left,
    VISIT_TEXT: _visit_text,
    RENEWAL_DUE: _renewal,
    PART_ASKED: _part_asked,
    GOES_SOON: _goes_soon,
    NOTE: _note,
}
