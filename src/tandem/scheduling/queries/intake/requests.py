"""What a file would change about what is asked for."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tandem.core.sealed import unsealed
from tandem.initiatives.enums import Priority, RequestStatus
from tandem.initiatives.models import Initiative, Request
from tandem.scheduling.intake.draft import IntakeDraft, RequestRow
from tandem.scheduling.intake.findings import Source
from tandem.scheduling.intake.reading import Notebook
from tandem.scheduling.queries.intake.changes import Change, differences

PRIORITIES = {"first": Priority.FIRST, "soon": Priority.SOON, "normal": Priority.NORMAL}


def compare_requests(
    draft: IntakeDraft, *, initiative: Initiative | None, labels: dict[str, str], notebook: Notebook
) -> tuple[Change[RequestRow, Request], ...]:
    """Return each request of the file beside the open request of that pupil in that subject."""
    if initiative is None:
        if draft.requests:
            first = draft.requests[0].source
            notebook.problem(
                "no_initiative",
                "",
                Source(first.file, first.sheet, 0),
                _("Deze lijst bevat aanvragen, maar er is geen initiatief gekozen."),
                _("Begin opnieuw en kies het initiatief waarvoor gevraagd wordt."),
                skippable=False,
            )
        return ()
    known = {
        (row.pupil.number, row.subject): row
        for row in unsealed(
            Request.objects.filter(
                initiative=initiative, status__in=[RequestStatus.WAITING, RequestStatus.PLACED], pupil__isnull=False
            ).select_related("pupil__person", "initiative__organiser")
        )
        if row.pupil
    }
    _say_minutes(draft.requests, initiative, notebook)
    return tuple(_request(row, known.get((row.pupil_number, row.subject)), labels) for row in draft.requests)


def _say_minutes(rows: Sequence[RequestRow], initiative: Initiative, notebook: Notebook) -> None:
    others = [row for row in rows if row.minutes and row.minutes != initiative.minutes]
    if others:
        notebook.note(
            "other_minutes",
            others[0].source,
            _("Sommige aanvragen noemen een andere duur dan de %(minutes)s minuten van dit initiatief.")
            % {"minutes": initiative.minutes},
            _("Een sessie duurt voor iedereen even lang; pas het initiatief aan als dat anders moet."),
        )


def _request(row: RequestRow, request: Request | None, labels: dict[str, str]) -> Change[RequestRow, Request]:
    name = labels.get(row.pupil_number, row.pupil_number)
    label = _("%(name)s: %(subject)s") % {"name": name, "subject": row.subject}
    values: dict[str, object] = {}
    if row.times:
        values["sessions_per_week"] = row.times
    if row.goal:
        values["goal"] = row.goal
    priority = PRIORITIES.get(row.priority)
    if request is None:
        return Change(row, None, label, (), values | ({"priority": priority} if priority else {}))
    pairs = [
        ("sessions_per_week", _("keer per week"), request.sessions_per_week, row.times or request.sessions_per_week),
        ("goal", _("doel"), request.goal, row.goal or request.goal),
        ("priority", _("voorrang"), request.priority, int(priority) if priority else request.priority),
    ]
    return Change(row, request, label, differences(pairs), values | ({"priority": priority} if priority else {}))
