"""A pupil's file as the school reads it: strengths, goals and agreements; who reads from outside says what for."""

import uuid
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core.permissions import Permission
from tandem.logbook.actions import file_items, portraits
from tandem.logbook.actions.file_items import FileNotPossible
from tandem.logbook.actions.file_reads import record_reading
from tandem.logbook.enums import ReadPurpose
from tandem.logbook.queries.file import items_for_school
from tandem.logbook.queries.file_pages import school_file
from tandem.logbook.queries.file_readers import is_old_enough, own_file_choice, teaches
from tandem.people.models import Guardian, Pupil
from tandem.people.queries import pupils_visible_to
from tandem.web.access import Request, requires
from tandem.web.school.file_forms import OwnFileForm, PurposeForm, SchoolLineForm

PURPOSES = "file_purposes"
ASKED_AGAIN_AFTER = timedelta(minutes=30)


@requires(Permission.CLASS_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def pupil_file(request: Request, pupil_id: uuid.UUID) -> HttpResponse:
    """Show the file; who does not teach the pupil says first what for."""
    pupil = own_pupil(request, pupil_id)
    now = timezone.now()
    purpose = _purpose(request, pupil, now)
    if purpose is None:
        form = PurposeForm(request.POST or None)
        if not form.is_valid():
            return render(request, "school/file_purpose.html", {"pupil": pupil, "form": form})
        _remember(request, pupil, form.cleaned_data["purpose"], now)
        return redirect("school-file", pupil_id=pupil.pk)
    record_reading(pupil=pupil, purpose=purpose, by=request.user, at=now)
    return _page(request, pupil)


@requires(Permission.CLASS_READ)
@require_POST
def add_line(request: Request, pupil_id: uuid.UUID) -> HttpResponse:
    pupil = own_pupil(request, pupil_id)
    form = _line_form(request, pupil)
    if not form.is_valid():
        return _page(request, pupil, line_form=form)
    file_items.add_item(pupil=pupil, by=request.user, at=timezone.now(), **form.line)
    messages.success(request, _("Het staat in de map. Thuis lezen ze het ook."))
    return redirect("school-file", pupil_id=pupil.pk)


@requires(Permission.CLASS_READ)
@require_POST
def put_line_away(request: Request, pupil_id: uuid.UUID, pk: uuid.UUID) -> HttpResponse:
    pupil = own_pupil(request, pupil_id)
    item = get_object_or_404(items_for_school(request.user, pupil, on=timezone.localdate()), pk=pk)
    try:
        file_items.put_away(item=item, by=request.user, at=timezone.now())
    except FileNotPossible:
        messages.error(request, _("Dit zijn de woorden van iemand anders. Vraag het aan wie het zei."))
    else:
        messages.success(request, _("Opgeborgen. Thuis staat het nog onderaan."))
    return redirect("school-file", pupil_id=pupil.pk)


@requires(Permission.CLASS_READ)
@require_POST
def decide_own_file(request: Request, pupil_id: uuid.UUID) -> HttpResponse:
    pupil = own_pupil(request, pupil_id)
    form = OwnFileForm(request.POST, prefix="own")
    if not form.is_valid():
        return _page(request, pupil, own_form=form)
    portraits.decide_own_file(pupil=pupil, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Bewaard."))
    return redirect("school-file", pupil_id=pupil.pk)


def own_pupil(request: Request, pk: uuid.UUID) -> Pupil:
    return get_object_or_404(pupils_visible_to(request.user, on=timezone.localdate()), pk=pk)


def family_of(pupil: Pupil) -> list[Guardian]:
    """Return who may be spoken with about a pupil."""
    return list(pupil.guardians.filter(contact_ban=False).select_related("person").order_by("person__sort_name", "pk"))


def _purpose(request: Request, pupil: Pupil, now: datetime) -> ReadPurpose | None:
    """Return what for somebody reads: their own part, or what they said less than half an hour ago."""
    if teaches(request.user, pupil, on=timezone.localdate(now)):
        return ReadPurpose.OWN_PART
    purpose, said_at = request.session.get(PURPOSES, {}).get(str(pupil.pk), (None, None))
    if purpose and datetime.fromisoformat(said_at) > now - ASKED_AGAIN_AFTER:
        return ReadPurpose(purpose)
    return None


def _remember(request: Request, pupil: Pupil, purpose: str, now: datetime) -> None:
    given = request.session.get(PURPOSES, {})
    request.session[PURPOSES] = given | {str(pupil.pk): (purpose, now.isoformat())}


def _line_form(request: Request, pupil: Pupil) -> SchoolLineForm:
    data = request.POST if request.method == "POST" and "text" in request.POST else None
    return SchoolLineForm(data, pupil=pupil, family=family_of(pupil), writer=request.user.person)


def _page(
    request: Request,
    pupil: Pupil,
    *,
    line_form: SchoolLineForm | None = None,
    own_form: OwnFileForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    choice, old_enough = own_file_choice(pupil), is_old_enough(pupil, on=today)
    reads = choice.is_open if choice else old_enough
    context = {
        "pupil": pupil,
        "name": pupil.person.given_name,
        "file": school_file(pupil, user=request.user, on=today),
        "line_form": line_form or _line_form(request, pupil),
        "own_form": own_form or OwnFileForm(prefix="own", initial={"is_open": "yes" if reads else "no"}),
        "reads_own_file": reads,
        "choice": choice,
    }
    return render(request, "school/file.html", context)
