"""One line of a file: what the pupil or the family thinks of it, and what they ask about it."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tandem.logbook.actions import file_items, file_requests
from tandem.logbook.actions.file_items import FileNotPossible
from tandem.logbook.enums import FileRequestKind
from tandem.logbook.models import FileItem, FileRequest, FileView, LogEntry
from tandem.logbook.queries import file
from tandem.logbook.queries.file_pages import ITEM, NOTE, Line, line_of
from tandem.people.models import Pupil
from tandem.web.access import Request
from tandem.web.family.file_forms import CorrectionForm, ShieldingForm, ViewForm
from tandem.web.family.own_file import pupil_of, render_file
from tandem.web.file_address import file_address

FORMS: dict[str, type[forms.Form]] = {
    "view": ViewForm,
    "correction": CorrectionForm,
    "shielding": ShieldingForm,
}


@require_safe
def line(request: Request, pupil_id: uuid.UUID | None, what: str, pk: uuid.UUID) -> HttpResponse:
    pupil = pupil_of(request, pupil_id)
    return _page(request, pupil, pupil_id, _line(pupil, what, pk))


@require_POST
def change(request: Request, pupil_id: uuid.UUID | None, what: str, pk: uuid.UUID, do: str) -> HttpResponse:
    """Say or ask something about a line, or do something with it; a view, a request or a shield is taken back."""
    pupil = pupil_of(request, pupil_id)
    if (undo := UNDO.get((what, do))) is not None:
        said = undo(request, pupil, pk)
        return _told(request, pupil_id, said)
    shown = _line(pupil, what, pk)
    target = _target(shown)
    if (form_class := FORMS.get(do)) is not None:
        form = form_class(request.POST, prefix=do)
        if not form.is_valid():
            return _page(request, pupil, pupil_id, shown, wrong=form)
        try:
            said = _say(request, pupil, target, do, form.cleaned_data)
        except FileNotPossible:
            messages.error(request, _("Dat is al gevraagd, of de school heeft nog niemand die antwoordt."))
            return redirect(file_address(pupil_id, "line", what, pk))
        return _told(request, pupil_id, said)
    if do == "hide":
        file_requests.hide_from_tutors(pupil=pupil, target=target, by=request.user, at=timezone.now())
        return _told(request, pupil_id, _("Tutors zien dit niet meer."))
    return _told(request, pupil_id, _move(request, target, do))


def _say(request: Request, pupil: Pupil, target: FileItem | LogEntry, do: str, data: dict[str, Any]) -> str:
    who: dict[str, Any] = {"pupil": pupil, "target": target, "by": request.user, "at": timezone.now()}
    if do == "view":
        file_requests.add_view(text=data["text"], **who)
        return _("Het staat erbij.")
    asked = file_requests.ask(kind=FileRequestKind(do), wish=data["wish"], **who)
    return _("Gevraagd aan %(name)s. Het antwoord komt hier te staan.") % {"name": asked.answered_by.full_name}


MOVES: dict[str, tuple[Callable[..., FileItem], Callable[[], str]]] = {
    "put-away": (file_items.put_away, lambda: _("Opgeborgen. Het staat onderaan, en u kunt het terughalen.")),
    "take-out": (file_items.take_out, lambda: _("Het staat weer in de map.")),
    "open": (file_items.open_again, lambda: _("Het telt weer mee.")),
    "close": (file_items.close_again, lambda: _("Het blijft bij vroeger.")),
}


def _move(request: Request, target: FileItem | LogEntry, do: str) -> str:
    if do not in MOVES or not isinstance(target, FileItem):
        raise Http404
    move, said = MOVES[do]
    try:
        move(item=target, by=request.user, at=timezone.now())
    except FileNotPossible as error:  # somebody else's words: the page does not offer this
        raise Http404 from error
    return said()


def _take_back_view(request: Request, pupil: Pupil, pk: uuid.UUID) -> str:
    view = get_object_or_404(FileView, pupil=pupil, said_by=request.user.person_id, pk=pk)
    file_requests.take_back_view(view=view, by=request.user, at=timezone.now())
    return _("Teruggenomen.")


def _take_back_request(request: Request, pupil: Pupil, pk: uuid.UUID) -> str:
    asked = get_object_or_404(FileRequest, file.WAITING, pupil=pupil, pk=pk)
    file_requests.take_back(request=asked, by=request.user, at=timezone.now())
    return _("Teruggenomen.")


def _lift(request: Request, pupil: Pupil, pk: uuid.UUID) -> str:
    shield = get_object_or_404(file.shields_of(pupil), pk=pk)
    file_requests.lift(shield=shield, by=request.user, at=timezone.now())
    return _("Het wordt weer getoond.")


UNDO: dict[tuple[str, str], Callable[[Request, Pupil, uuid.UUID], str]] = {
    ("view", "undo"): _take_back_view,
    ("request", "undo"): _take_back_request,
    ("shield", "undo"): _lift,
}


def _line(pupil: Pupil, what: str, pk: uuid.UUID) -> Line:
    found = line_of(pupil, what, pk, on=timezone.localdate()) if what in (ITEM, NOTE) else None
    if found is None:
        raise Http404
    return found


def _target(shown: Line) -> FileItem | LogEntry:
    return shown.item or LogEntry.objects.select_related("written_by__person").get(pk=shown.pk)


def _told(request: Request, pupil_id: uuid.UUID | None, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(file_address(pupil_id))


def _page(
    request: Request, pupil: Pupil, pupil_id: uuid.UUID | None, shown: Line, *, wrong: forms.Form | None = None
) -> HttpResponse:
    given = {name: form(prefix=name) for name, form in FORMS.items()}
    if wrong is not None:
        given[str(wrong.prefix)] = wrong
    context = {
        "line": shown,
        "forms": given,
        "is_mine": shown.item is not None and shown.item.said_by_id in (request.user.person_id, pupil.person_id),
    }
    return render_file(request, pupil, pupil_id, "line.html", context)
