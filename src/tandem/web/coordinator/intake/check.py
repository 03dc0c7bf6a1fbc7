"""Looking an import over: what it would change, what it asks, and taking it over or throwing it away."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tandem.core import work as works
from tandem.core.isolation import Purpose, go_on
from tandem.core.models import Work, WorkStatus
from tandem.core.permissions import Permission
from tandem.scheduling.actions import intake as actions
from tandem.scheduling.actions.intake import ImportNotPossible
from tandem.scheduling.enums import ImportStatus
from tandem.scheduling.intake.draft import IntakeDraft
from tandem.scheduling.intake.findings import Choice, Finding, FindingKind
from tandem.scheduling.models import Import
from tandem.scheduling.queries.intake import Comparison, imports_visible_to
from tandem.scheduling.queries.intake.changes import Change, State
from tandem.web.access import Request, requires
from tandem.web.coordinator.intake.words import DISCARDS, GROUPS, QUESTIONS

ALIKE = 3  # so many questions of one kind can be answered together
SHOWN = 200
MOST_ASKED = 300  # at once: what comes after these is asked next
MOST_RADIOS = 7
ONE_LINE = 60  # letters of all choices together that fit beside one another


def _own(request: Request, pk: uuid.UUID) -> Import:
    """Fetch an import; from here on the lists of its site are compared with what is known there."""
    intake = get_object_or_404(imports_visible_to(request.user, on=timezone.localdate()), pk=pk)
    go_on(Purpose.INTAKE, about=intake.site_id)
    return intake


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its choices as radio buttons."""

    finding: Finding
    name: str

    @property
    def place(self) -> str:
        return place_of(self.finding)

    @property
    def chosen(self) -> str:
        return self.finding.answer or self.finding.suggested

    @property
    def many(self) -> bool:
        return len(self.finding.choices) > MOST_RADIOS

    @property
    def inline(self) -> bool:
        return sum(len(choice.label) for choice in self.finding.choices) <= ONE_LINE


@dataclass(frozen=True, slots=True)
class Together:
    """Questions of one kind, which may be answered in one go."""

    code: str
    asked: tuple[Asked, ...]
    choices: tuple[Choice, ...]

    @property
    def name(self) -> str:
        return f"all-{self.code}"

    @property
    def about(self) -> str | Promise:
        return QUESTIONS.get(self.code, _("dezelfde vraag"))


@dataclass(frozen=True, slots=True)
class GroupShown:
    name: str
    label: str | Promise
    new: tuple[Change[object, object], ...]
    changed: tuple[Change[object, object], ...]
    same: int

    @property
    def new_shown(self) -> tuple[Change[object, object], ...]:
        return self.new[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.new) - SHOWN)


def place_of(finding: Finding) -> str:
    parts = [part for part in (finding.file, finding.sheet) if part]
    if finding.row:
        parts.append(_("rij %(row)s") % {"row": finding.row})
    if finding.column:
        parts.append(_("kolom %(column)s") % {"column": finding.column})
    return ", ".join(parts)


@requires(Permission.INTAKE_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request, import_id: uuid.UUID) -> HttpResponse:
    intake = _own(request, import_id)
    if intake.status == ImportStatus.APPLIED:
        return redirect("coordinator-intake-done", intake.pk)
    if intake.status == ImportStatus.DISCARDED:
        return redirect("coordinator-intake")
    work = works.latest(actions.TAKE_OVER, target=intake)
    if work and work.is_open:
        return render(request, "coordinator/intake/taking.html", {"intake": intake})
    today = timezone.localdate()
    draft, comparison = actions.read_again(intake=intake, on=today)
    if request.method == "POST":
        answers = _answers(request.POST, comparison)
        actions.answer(intake=intake, answers=answers, by=request.user, at=timezone.now())
        left = len(actions.read_again(intake=_own(request, import_id), on=today)[1].open_findings)
        if left:
            said = ngettext("Bewaard. Nog %(n)d vraag open.", "Bewaard. Nog %(n)d vragen open.", left) % {"n": left}
            messages.info(request, said)
        else:
            messages.success(request, _("Bewaard. Alles is beantwoord: u kunt de lijst overnemen."))
        return redirect("coordinator-intake-check", intake.pk)
    context = {**_context(intake, draft, comparison), "went_wrong": _went_wrong(work)}
    return render(request, "coordinator/intake/check.html", context)


@requires(Permission.INTAKE_IMPORT)
@require_safe
def progress(request: Request, import_id: uuid.UUID) -> HttpResponse:
    """Answer what the page asks while a list is taken over; once it is over, let the page be drawn anew."""
    intake = _own(request, import_id)
    work = works.latest(actions.TAKE_OVER, target=intake)
    response = render(request, "coordinator/intake/progress.html", {"intake": intake})
    if work is None or not work.is_open:
        response.headers["HX-Refresh"] = "true"
    return response


def _answers(posted: QueryDict, comparison: Comparison) -> dict[str, str]:
    """Return the answers on the page; an answer for all of a kind counts where none was given apart."""
    answers = {}
    for number, finding in enumerate(_asked(comparison)):
        values = {choice.value for choice in finding.choices}
        chosen = posted.get(f"answer-{number}", "")
        if posted.get(f"key-{number}") != finding.key:
            continue
        everybody = posted.get(f"all-{finding.code}", "")
        if everybody in values:
            chosen = everybody
        if chosen in values and chosen != finding.answer:
            answers[finding.key] = chosen
    return answers


def _asked(comparison: Comparison) -> list[Finding]:
    return [finding for finding in comparison.findings if finding.kind is not FindingKind.NOTE and finding.choices]


def _context(intake: Import, draft: IntakeDraft, comparison: Comparison) -> dict[str, object]:
    asked = [Asked(finding, f"{number}") for number, finding in enumerate(_asked(comparison))]
    first_open = [row for row in asked if row.finding.open][:MOST_ASKED]
    blocked = [
        (finding, place_of(finding))
        for finding in comparison.findings
        if finding.kind is FindingKind.PROBLEM and not finding.choices
    ]
    still_open = len(comparison.open_findings)
    return {
        "intake": intake,
        "open_groups": _together(first_open),
        "answered_groups": _together([row for row in asked if not row.finding.open][:MOST_ASKED]),
        "blocked": blocked,
        "notes": [(f, place_of(f)) for f in comparison.findings if f.kind is FindingKind.NOTE],
        "still_open": still_open,
        "groups": _groups(comparison),
        "nothing_changes": not any(
            change.state is not State.SAME for changes in comparison.groups.values() for change in changes
        ),
        "discarded": [
            (", ".join(part for part in (column.file, column.sheet) if part), column.heading, DISCARDS[column.reason])
            for column in draft.discarded
        ],
        "left": [missing.pupil.person.full_name for missing in comparison.missing if missing.answer == "left"],
    }


def _together(asked: list[Asked]) -> list[Together]:
    """Return questions by kind; where many have the same choices, they can be answered at once."""
    by_code: dict[str, list[Asked]] = {}
    for row in asked:
        by_code.setdefault(row.finding.code, []).append(row)
    groups = []
    for code, rows in by_code.items():
        choices = rows[0].finding.choices
        same = len(rows) >= ALIKE and all(row.finding.choices == choices for row in rows)
        groups.append(Together(code, tuple(rows), choices if same else ()))
    return groups


def _groups(comparison: Comparison) -> list[GroupShown]:
    return [
        GroupShown(
            name,
            GROUPS[name],
            tuple(change for change in changes if change.state is State.NEW),
            tuple(change for change in changes if change.state is State.CHANGED),
            sum(change.state is State.SAME for change in changes),
        )
        for name, changes in comparison.groups.items()
        if changes
    ]


@requires(Permission.INTAKE_IMPORT)
@require_POST
def apply(request: Request, import_id: uuid.UUID) -> HttpResponse:
    intake = _own(request, import_id)
    try:
        actions.ask_to_apply(intake=intake, by=request.user, at=timezone.now(), on=timezone.localdate())
    except ImportNotPossible as error:
        messages.error(request, _why_not(str(error)))
    return redirect("coordinator-intake-check", intake.pk)


def _went_wrong(work: Work | None) -> str:
    """Say why the list was not taken over when that was tried; nothing of it was kept."""
    if work is None or work.status == WorkStatus.DONE:
        return ""
    if work.status == WorkStatus.REFUSED:
        return _why_not(str(work.outcome["why"]))
    said = _("Overnemen is mislukt (%(error)s). Er is niets overgenomen. Probeer het opnieuw.")
    return said % {"error": work.outcome["error"]}


def _why_not(reason: str) -> str:
    return {
        "open": _("Er staat nog een vraag open. Er is niets overgenomen."),
        "agreement": _(
            "De verwerkingsovereenkomst met het schoolbestuur is niet (meer) genoteerd. Er is niets overgenomen."
        ),
        "over": _("Deze lijst was al overgenomen of weggegooid."),
    }.get(
        reason, _("Er is ondertussen iets veranderd waarmee deze lijst botst. Er is niets overgenomen; kijk haar na.")
    )


@requires(Permission.INTAKE_IMPORT)
@require_POST
def discard(request: Request, import_id: uuid.UUID) -> HttpResponse:
    intake = _own(request, import_id)
    try:
        actions.discard(intake=intake, by=request.user, at=timezone.now())
    except ImportNotPossible as error:
        messages.error(request, _why_not(str(error)))
    else:
        messages.success(request, _("Weggegooid. Van deze bestanden is niets bewaard."))
    return redirect("coordinator-intake")


@requires(Permission.INTAKE_IMPORT)
@require_safe
def done(request: Request, import_id: uuid.UUID) -> HttpResponse:
    intake = _own(request, import_id)
    if intake.status != ImportStatus.APPLIED:
        return redirect("coordinator-intake-check", intake.pk)
    groups = [(GROUPS[name], counts) for name, counts in intake.counts.items() if name in GROUPS]
    runs_initiative = intake.initiative is not None and intake.initiative.organiser_id == intake.organisation_id
    return render(
        request,
        "coordinator/intake/done.html",
        {"intake": intake, "groups": groups, "runs_initiative": runs_initiative},
    )
