"""A family's page: what went well, the next time and with whom, a question if there is one, and somebody to call."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tandem.core.permissions import Permission
from tandem.initiatives.models import HomeArrangement
from tandem.initiatives.queries import children_with_requests
from tandem.initiatives.queries.home import arrangement_with_people
from tandem.initiatives.wording import Wording, wording_for
from tandem.logbook.queries.family import GoodNews, NextTime, good_news, next_times
from tandem.logbook.queries.home import called_off
from tandem.people.models import Person, Pupil
from tandem.people.queries import coordinators_of
from tandem.scheduling.models import Session
from tandem.web.access import Request, requires
from tandem.web.family.questions import Question, questions_of


@dataclass(frozen=True)
class Child:
    """All a family sees of one child, in the order of the page."""

    pupil: Pupil
    good: list[GoodNews]
    next: NextTime | None
    questions: list[Question]
    contacts: list[Person]
    off: list[Session]
    arrangement: HomeArrangement | None

    @property
    def name(self) -> str:
        return self.pupil.person.given_name

    @property
    def wording(self) -> Wording:
        return wording_for(self.pupil)


@requires(Permission.FAMILY_READ)
@require_safe
def home(request: Request) -> HttpResponse:
    now = timezone.now()
    pupils = list(children_with_requests(request.user, on=timezone.localdate(now)))
    good, coming, questions = (
        good_news(pupils),
        next_times(pupils, at=now),
        questions_of(pupils, on=timezone.localdate(now)),
    )
    off = called_off(pupils, at=now)
    schools = coordinators_of({pupil.organisation for pupil in pupils}, on=timezone.localdate())
    children = [
        Child(
            pupil,
            good.get(pupil.pk, []),
            coming.get(pupil.pk),
            questions[pupil.pk],
            _contacts(pupil, schools.get(pupil.organisation_id, [])),
            off.get(pupil.pk, []),
            _arrangement(pupil, coming.get(pupil.pk)),
        )
        for pupil in pupils
    ]
    return render(request, "family/home.html", {"children": children})


def _arrangement(pupil: Pupil, coming: NextTime | None) -> HomeArrangement | None:
    """Return what was agreed about visits, where the next time is one."""
    return arrangement_with_people(coming.team.initiative, pupil) if coming is not None and coming.at_home else None


def _contacts(pupil: Pupil, school: list[Person]) -> list[Person]:
    """Return the person of trust named for the initiative first, then who coordinates at the school."""
    trusted = [
        request.initiative.concern_contact.person
        for request in pupil.requests.all()
        if request.initiative.concern_contact is not None
    ]
    return list(dict.fromkeys([*trusted, *school]))[:2]
