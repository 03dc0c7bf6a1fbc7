"""A pupil's file as the pupil and the family have it: all that stands in it, and who read it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tandem.logbook.actions import file_items
from tandem.logbook.actions.file_items import FileNotPossible
from tandem.logbook.enums import FileKind, Voice
from tandem.logbook.queries.file_pages import family_file
from tandem.logbook.queries.file_readers import own_pupil
from tandem.logbook.queries.file_reads import readings_of
from tandem.people.models import Pupil
from tandem.people.queries import is_adult
from tandem.web.access import Request
from tandem.web.family.file_forms import LineForm
from tandem.web.family.own_file import pupil_of, render_file, voice_of
from tandem.web.file_address import file_address


@require_safe
def home(request: Request, pupil_id: uuid.UUID | None) -> HttpResponse:
    if pupil_id is None and not own_pupil(request.user, on=timezone.localdate()).exists():
        return render(request, "family/file/not_yet.html")
    pupil = pupil_of(request, pupil_id)
    return _page(request, pupil, pupil_id)


@require_POST
def add(request: Request, pupil_id: uuid.UUID | None, kind: str) -> HttpResponse:
    pupil = pupil_of(request, pupil_id)
    if kind not in FileKind.values:
        raise Http404
    form = _form(request, pupil, pupil_id, kind)
    if not form.is_valid():
        return _page(request, pupil, pupil_id, wrong=form)
    person = pupil.person if form.voice == Voice.PUPIL else request.user.person
    file_items.add_item(
        pupil=pupil,
        kind=FileKind(kind),
        text=form.cleaned_data["text"],
        said_by=person,
        said_as=form.voice,
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Het staat in de map."))
    return redirect(file_address(pupil_id))


@require_POST
def fresh(request: Request, pupil_id: uuid.UUID | None, do: str) -> HttpResponse:
    """Start the file anew, or take that back."""
    pupil = pupil_of(request, pupil_id)
    if do not in ("start", "undo"):
        raise Http404
    if do == "start":
        file_items.start_fresh(pupil=pupil, by=request.user, at=timezone.now())
        messages.success(request, _("De map begint opnieuw. Wat er stond, staat onder “Van vroeger”."))
        return redirect(file_address(pupil_id))
    try:
        file_items.undo_fresh_start(pupil=pupil, by=request.user, at=timezone.now())
    except FileNotPossible:
        messages.error(request, _("Er is geen nieuw begin om terug te nemen."))
    else:
        messages.success(request, _("Het nieuwe begin is teruggenomen."))
    return redirect(file_address(pupil_id))


def _form(request: Request, pupil: Pupil, pupil_id: uuid.UUID | None, kind: str) -> LineForm:
    data = request.POST if request.method == "POST" and request.path == file_address(pupil_id, "add", kind) else None
    return LineForm(data, prefix=kind, name=pupil.person.given_name, is_own=voice_of(request, pupil) == Voice.PUPIL)


def _page(request: Request, pupil: Pupil, pupil_id: uuid.UUID | None, *, wrong: LineForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    forms = {kind.value: _form(request, pupil, pupil_id, kind) for kind in FileKind}
    if wrong is not None:
        forms[str(wrong.prefix)] = wrong
    context = {
        "file": family_file(pupil, on=today),
        "forms": forms,
        "readings": readings_of(pupil),
        "has_fresh_start": pupil.fresh_starts.exists(),
        "decides_who_sees": pupil_id is None and is_adult(pupil, on=today),
    }
    return render_file(request, pupil, pupil_id, "home.html", context)
