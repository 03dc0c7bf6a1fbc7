"""The class teacher's yes on one page: who leaves, when, missing what, with whom."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tandem.core import pdf
from tandem.core.permissions import Permission
from tandem.core.weeks import time_of_day
from tandem.people.models import SchoolClass
from tandem.scheduling.actions.proposals import answer_as_teacher
from tandem.scheduling.models import Team, TeamSlot
from tandem.scheduling.queries.leaving import Leaver, leavers_of
from tandem.scheduling.queries.teams import tutors_of
from tandem.web import downloads
from tandem.web.access import Request, requires
from tandem.web.school.shared import minutes_of, own_class, render_class

YES, NO = "yes", "no"


class AnswerForm(forms.Form):
    """A word about one pupil; leaving it open is fine."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Uw antwoord"),
        choices=[(YES, gettext_lazy("klopt")), (NO, gettext_lazy("kan niet"))],
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(label=gettext_lazy("Wat kan er wel?"), max_length=300, required=False)
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"].strip()
        if self.cleaned_data.get("answer") == NO and not note:
            raise forms.ValidationError(_("Schrijf kort wat er wel kan, dan zoekt de planning verder."))
        return note


@dataclass(frozen=True)
class Line:
    """One row of the page: a pupil, in words, and the teacher's answer."""

    leaver: Leaver
    form: AnswerForm

    @property
    def who(self) -> str:
        pupil = self.leaver.member.request.pupil
        return pupil.person.full_name if pupil else _("de hele klas")

    @property
    def whole_class(self) -> bool:
        return self.leaver.member.request.pupil_id is None

    @property
    def moments(self) -> list[str]:
        return [moment(slot) for slot in self.leaver.slots]

    @property
    def misses(self) -> str:
        if not self.leaver.in_school_time:
            return _("niets, het is na schooltijd")
        return ", ".join(self.leaver.misses) or (_("niets, de tutors komen in de klas") if self.whole_class else "—")

    @property
    def tutor(self) -> str:
        return with_whom(self.leaver.team)

    @property
    def rooms(self) -> str:
        rooms = [slot.room or self.leaver.team.room for slot in self.leaver.slots]
        return ", ".join(dict.fromkeys(room.name for room in rooms if room))

    @property
    def state(self) -> str:
        agrees = self.leaver.member.teacher_agrees
        return {True: _("klopt"), False: _("kan niet"), None: _("nog geen antwoord")}[agrees]

    def sent(self) -> tuple[bool, str] | None:
        """Return what was answered, if it is new and about what stands here now."""
        data = self.form.cleaned_data
        if not data["answer"] or data["seen"] != self.leaver.seen:
            return None
        answer = (data["answer"] == YES, data["note"])
        member = self.leaver.member
        return None if answer == (member.teacher_agrees, member.teacher_note) else answer


def moment(slot: TeamSlot, days: Mapping[int, str | Promise] = WEEKDAYS) -> str:
    starts, ends = time_of_day(minutes_of(slot.starts)), time_of_day(minutes_of(slot.ends))
    return f"{capfirst(str(days[slot.day]))} {starts}–{ends}"


def with_whom(team: Team) -> str:
    group = team.enrolment.student_group
    return group.name if group else ", ".join(tutor.person.full_name for tutor in tutors_of(team))


def lines_of(request: Request, school_class: SchoolClass) -> list[Line]:
    leavers = leavers_of(school_class, request.user, on=timezone.localdate())
    saving = request.POST if "save" in request.POST else None
    return [Line(leaver, _form(leaver, saving)) for leaver in leavers]


def _form(leaver: Leaver, data: dict[str, str] | None) -> AnswerForm:
    member = leaver.member
    answer = {True: YES, False: NO, None: ""}[member.teacher_agrees]
    initial = {"answer": answer, "note": member.teacher_note, "seen": leaver.seen}
    mine = data if data is not None and f"{member.pk}-seen" in data else None
    return AnswerForm(mine, prefix=str(member.pk), initial=initial)


@requires(Permission.CLASS_AGREE)
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: Request, class_id: uuid.UUID) -> HttpResponse:
    school_class = own_class(request, class_id)
    lines = lines_of(request, school_class)
    if "all" in request.POST:
        say(request, _agree_to_all(request, lines), asked=len(request.POST.getlist("all")))
        return redirect("school-class-answers", class_id=school_class.pk)
    sent = [line for line in lines if line.form.is_bound]
    wrong = [line for line in sent if not line.form.is_valid()]
    if "save" in request.POST and not wrong:
        say(request, save(request, sent), asked=sum(bool(line.form.cleaned_data["answer"]) for line in sent))
        return redirect("school-class-answers", class_id=school_class.pk)
    context = {
        "lines": sorted(lines, key=lambda line: not line.leaver.waits),  # what waits for a word stands first
        "waiting": [line for line in lines if line.leaver.waits],
        "wrong": wrong,
    }
    return render_class(request, school_class, "school/class_answers.html", context)


def _agree_to_all(request: Request, lines: Iterable[Line]) -> int:
    """Say yes to everybody the teacher saw on the page, for the moments that stood there."""
    seen = set(request.POST.getlist("all"))
    agreed = [line for line in lines if line.leaver.waits and f"{line.leaver.member.pk}:{line.leaver.seen}" in seen]
    for line in agreed:
        answer_as_teacher(member=line.leaver.member, agrees=True, by=request.user, at=timezone.now())
    return len(agreed)


def save(request: Request, lines: Iterable[Line]) -> int:
    """Keep each answer that is new; return how many."""
    answered = [(line, answer) for line in lines if (answer := line.sent())]
    for line, (agrees, note) in answered:
        answer_as_teacher(member=line.leaver.member, agrees=agrees, note=note, by=request.user, at=timezone.now())
    return len(answered)


def say(request: Request, count: int, *, asked: int) -> None:
    if count:
        messages.success(
            request,
            ngettext("Bewaard: %(count)s antwoord.", "Bewaard: %(count)s antwoorden.", count) % {"count": count},
        )
    elif asked:
        messages.warning(request, _("Er is niets veranderd. Kijk even of de uren nog dezelfde zijn."))


@requires(Permission.CLASS_AGREE)
@require_safe
def answers_paper(request: Request, class_id: uuid.UUID) -> HttpResponse:
    """The same page on A4, to hang by the door or to fill in by hand."""
    school_class = own_class(request, class_id)
    lines = lines_of(request, school_class)
    labels = (_("Wie"), _("Wanneer"), _("Mist"), _("Met wie"), _("Waar"), _("Klopt?"))
    rows = [
        (
            line.who,
            "\n".join(moment(slot, WEEKDAYS_ABBR) for slot in line.leaver.slots),
            line.misses,
            line.tutor,
            line.rooms,
            _on_paper(line),
        )
        for line in lines
    ]
    section = pdf.Section(columns=[pdf.PaperColumn(label) for label in labels], rows=rows)
    at = timezone.now()
    title = _("Wie gaat mee uit %(name)s") % {"name": school_class.name}
    paper = pdf.report([section], title=title, intro=[school_class.site.name], at=at)
    return downloads.pdf(paper, name=title)


def _on_paper(line: Line) -> str:
    if line.leaver.waits:
        return _("klopt / kan niet: …")
    return line.state + (f": {line.leaver.member.teacher_note}" if line.leaver.member.teacher_note else "")
