"""Writing what became of a session: by hand, or sent by a phone that had no connection for a while."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tandem.core.permissions import Permission
from tandem.core.sealed import unsealed
from tandem.initiatives.peers import has_programme
from tandem.logbook import actions
from tandem.logbook.actions import AlreadyLogged, LogNotPossible
from tandem.logbook.enums import Attendance
from tandem.logbook.models import CannotCome, LogEntry, PupilEntry
from tandem.logbook.queries.boards import Card, PupilLine, State, card_of
from tandem.logbook.queries.rosters import tutors_of
from tandem.people.models import Tutor
from tandem.scheduling.models import Session
from tandem.web.access import Request, requires
from tandem.web.tutor.forms import SUCCESSES, PupilForm, SessionForm
from tandem.web.tutor.shared import session_or_404


@dataclass
class Forms:
    """The forms of one session: for all of it, and for each pupil apart."""

    session: SessionForm
    pupils: list[PupilForm]

    def are_valid(self) -> bool:
        return all([self.session.is_valid(), *(form.is_valid() for form in self.pupils)])


@requires(Permission.TUTOR_LOG)
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: Request, pk: uuid.UUID) -> HttpResponse:
    session = session_or_404(request, pk)
    card = card_of(session, user=request.user, at=timezone.now())
    entry = session.log_entry if hasattr(session, "log_entry") else None
    forms = forms_of(request, card, entry)
    if request.method != "POST":
        return _page(request, card, entry, forms)
    if not forms.are_valid():
        sentence = _("Er ontbreekt iets of iets is te lang. Kijk het na en bewaar opnieuw.")
        return _refused(sentence, 422) if _wants_json(request) else _page(request, card, entry, forms, status=422)
    try:
        store(request, session, entry, forms)
    except LogNotPossible as refusal:
        if _wants_json(request):
            return _refused(str(refusal), 409 if isinstance(refusal, AlreadyLogged) else 422)
        forms.session.add_error(None, str(refusal))
        return _page(request, card, entry, forms, status=409)
    messages.success(request, _("Bewaard. Dank je wel."))
    return JsonResponse({"next": reverse("tutor-home")}) if _wants_json(request) else redirect("tutor-home")


def _wants_json(request: Request) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _refused(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)


def _page(request: Request, card: Card, entry: LogEntry | None, forms: Forms, *, status: int = 200) -> HttpResponse:
    context = {
        "card": card,
        "entry": entry,
        "forms": forms,
        "others": [(form, line) for form, line in zip(forms.pupils, card.pupils, strict=True)],
        "successes": SUCCESSES,
        "may_write": card.state not in (State.AHEAD, State.CANCELLED, State.NOT_COMING)
        and (entry is None or actions.may_amend(entry, at=timezone.now())),
    }
    return render(request, "tutor/log.html", context, status=status)


def store(request: Request, session: Session, entry: LogEntry | None, forms: Forms) -> LogEntry:
    """Record what was sent, or amend what stands there when it follows on that."""
    values = forms.session.values()
    follows = values.pop("follows")
    shared = {name: values.pop(name) for name in ("activity", "goal") if name in values}
    values |= {
        "notes": [form.note(**shared) for form in forms.pupils],
        "by": request.user,
        "at": timezone.now(),
    }
    if entry is None:
        return actions.record_session(session=session, **values)
    return actions.amend_session(entry=entry, follows=follows, **values)


def forms_of(request: Request, card: Card, entry: LogEntry | None) -> Forms:
    data = request.POST if request.method == "POST" else None
    tutors = tutors_of(card.session)
    written = {row.pupil_id: row for row in unsealed(entry.pupils.all())} if entry else {}
    helper = actions.helper_who_writes(card.session, request.user)
    about_pupils = [_initial_of(line, card, written.get(line.pupil_id)) for line in card.pupils]
    return Forms(
        SessionForm(
            data,
            tutors=tutors,
            is_class=card.is_class,
            initial=_initial(card, entry, tutors, about_pupils) | _initial_extra(card, entry, helper),
            programme=has_programme(card.session.team.initiative.template),
            helps=helper is not None,
        ),
        [
            PupilForm(data, pupil=line.pupil_id, name=line.name, is_class=card.is_class, initial=initial)
            for line, initial in zip(card.pupils, about_pupils, strict=True)
        ],
    )


def _initial(
    card: Card, entry: LogEntry | None, tutors: list[Tutor], about_pupils: list[dict[str, Any]]
) -> dict[str, Any]:
    first = about_pupils[0] if about_pupils else {}
    if entry is not None:
        there = [presence.tutor_id for presence in entry.tutors.all()]
    else:
        away = set(CannotCome.objects.filter(session=card.session).values_list("tutor_id", flat=True))
        there = [tutor.pk for tutor in tutors if tutor.pk not in away]
    return {
        "sent_id": uuid.uuid4(),
        "follows": actions.last_receipt(entry) if entry else None,
        "minutes": entry.minutes if entry else card.minutes,
        "activity": first.get("activity", ""),
        "goal": first.get("goal", ""),
        "tutors": there,
    }


def _initial_extra(card: Card, entry: LogEntry | None, helper: Tutor | None) -> dict[str, Any]:
    """Return what only some forms ask: minutes with a programme, and what a pupil who helps learned."""
    learned = entry.growth.filter(tutor=helper).first() if entry and helper else None
    minutes = entry.programme_minutes if entry and entry.programme_minutes is not None else card.minutes
    return {"programme_minutes": minutes, "learned": learned.words if learned else ""}


def _initial_of(line: PupilLine, card: Card, written: PupilEntry | None) -> dict[str, Any]:
    """Return what stands there, or else what is likely: there, working on the class's topic towards the same goal."""
    if written is not None and written.attendance == Attendance.PRESENT:
        return {name: getattr(written, name) for name in ("attendance", "activity", "goal", "mood", "success", "liked")}
    topic = next((topic for topic in card.topics if topic.class_name in line.class_name.split(", ")), None)
    return {
        "attendance": written.attendance if written else Attendance.PRESENT,
        "activity": topic.topic if topic else card.session.team.subject,
        "goal": line.goal or (topic.goal if topic else ""),
    }
