"""A pupil as the tutor knows them: strengths, goals, working level in words, agreements, the next session."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tandem.core.permissions import Permission
from tandem.logbook.actions import file_items
from tandem.logbook.actions.file_items import FileNotPossible
from tandem.logbook.actions.file_reads import record_reading
from tandem.logbook.enums import FileKind, ReadPurpose, Voice
from tandem.logbook.models.file import LONGEST
from tandem.logbook.queries.file import items_for_tutors
from tandem.logbook.queries.file_pages import tutor_file
from tandem.logbook.queries.file_readers import tutored_by
from tandem.logbook.queries.next_times import next_of_tutor
from tandem.people.models import Pupil
from tandem.scheduling.models import Team
from tandem.web.access import Request, requires
from tandem.web.account.proof import FOR_EARLIER_NOTES, proven_recently
from tandem.web.coordinator import words

AREA = forms.Textarea(attrs={"rows": 2})


class TutorLineForm(forms.Form):
    """What a tutor saw, or the pupil said."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat is het?"),
        choices=[(kind.value, kind.label) for kind in FileKind if kind != FileKind.MESSAGE],
        widget=forms.RadioSelect,
        initial=FileKind.STRENGTH,
    )
    text = forms.CharField(label=gettext_lazy("In eigen woorden"), max_length=LONGEST, widget=AREA)
    said_as = forms.ChoiceField(
        label=gettext_lazy("Wiens woorden zijn dit?"), choices=[], widget=forms.RadioSelect, initial=Voice.TUTOR
    )

    def __init__(self, data: Any, *, name: str) -> None:
        super().__init__(data)
        choices = [(Voice.TUTOR.value, _("van mij")), (Voice.PUPIL.value, name)]
        self.fields["said_as"].choices = choices  # type: ignore[attr-defined]  # a choice field


@requires(Permission.TUTOR_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@proven_recently(FOR_EARLIER_NOTES, by_any_sign_in=True)
def pupil(request: Request, pupil_id: uuid.UUID) -> HttpResponse:
    found, teams = _own_pupil(request, pupil_id)
    now = timezone.now()
    form = TutorLineForm(request.POST or None, name=found.person.given_name)
    if form.is_valid():
        voice = Voice(form.cleaned_data["said_as"])
        file_items.add_item(
            pupil=found,
            kind=FileKind(form.cleaned_data["kind"]),
            text=form.cleaned_data["text"],
            said_as=voice,
            said_by=found.person if voice == Voice.PUPIL else request.user.person,
            by=request.user,
            at=now,
        )
        messages.success(request, _("Het staat in de map. De leerling en het gezin lezen het ook."))
        return redirect("tutor-pupil", pupil_id=found.pk)
    record_reading(pupil=found, purpose=ReadPurpose.OWN_PART, by=request.user, at=now)
    file = tutor_file(found, teams, on=timezone.localdate(now))
    context = {
        "file": file,
        "works_at": [(subject, words.level(step)) for subject, step in file.works_at],
        "next": next_of_tutor(found, teams, at=now),
        "pupil_id": found.pk,
        "form": form,
    }
    return render(request, "tutor/pupil.html", context)


@requires(Permission.TUTOR_READ)
@require_POST
def put_away(request: Request, pupil_id: uuid.UUID, pk: uuid.UUID) -> HttpResponse:
    found, teams = _own_pupil(request, pupil_id)
    today = timezone.localdate()
    lines = items_for_tutors([found], {team.initiative_id for team in teams}, on=today)
    try:
        file_items.put_away(item=get_object_or_404(lines, pk=pk), by=request.user, at=timezone.now())
    except FileNotPossible as error:  # somebody else's words: the page does not offer this
        raise Http404 from error
    messages.success(request, _("Opgeborgen."))
    return redirect("tutor-pupil", pupil_id=found.pk)


def _own_pupil(request: Request, pk: uuid.UUID) -> tuple[Pupil, list[Team]]:
    """Return the pupil with the teams in which this tutor works with them, else answer that there is no such page."""
    mine = tutored_by(request.user, on=timezone.localdate())
    for found, teams in mine.items():
        if found.pk == pk:
            return found, teams
    raise Http404
