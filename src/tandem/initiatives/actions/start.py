"""What partners say, choose and agree before an initiative starts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.enums import PartnerGroup, PointState, StartPoint
from tandem.initiatives.models import (
    Expectation,
    Goal,
    Initiative,
    Instrument,
    PointAnswer,
    QuestionContact,
)
from tandem.initiatives.start.goals import BY_KEY
from tandem.initiatives.start.points import ASKERS
from tandem.people.models import User


class StartNotPossible(Exception):
    """What was written down cannot be kept so; the word says why."""


@dataclass(frozen=True, slots=True)
class Document:
    """Where a document stands that says it already: its name or address, and the page."""

    name: str = ""
    page: str = ""


NO_DOCUMENT = Document()


@transaction.atomic
def state_expectation(
    *,
    initiative: Initiative,
    group: PartnerGroup,
    said_by: str,
    expects: str = "",
    offers: str = "",
    stated_date: date,
    language: str = "Nederlands",
    interpreter: str = "",
    to_discuss: bool = False,
    document: Document = NO_DOCUMENT,
    by: User,
    at: datetime,
) -> Expectation:
    """Write down what somebody of a partner group expects and offers, as they said it or as a document says."""
    expectation = Expectation(
        initiative=initiative,
        group=group,
        said_by=said_by,
        expects=expects,
        offers=offers,
        stated_date=stated_date,
        language=language,
        interpreter=interpreter,
        to_discuss=to_discuss,
        document=document.name,
        page=document.page,
        written_by=by,
        written_at=at,
    )
    expectation.full_clean()
    expectation.save()
    _record("start.expectation_stated", initiative, by, at, group=group, language=language, spoken=bool(interpreter))
    return expectation


@transaction.atomic
def remove_expectation(*, expectation: Expectation, by: User, at: datetime) -> None:
    """Take away what was written down wrongly."""
    _record("start.expectation_removed", expectation.initiative, by, at, group=expectation.group)
    expectation.delete()


@transaction.atomic
def answer_point(
    *,
    initiative: Initiative,
    point: StartPoint,
    text: str = "",
    document: Document = NO_DOCUMENT,
    agreed_date: date | None = None,
    by: User,
    at: datetime,
) -> PointAnswer:
    """Write down what partners say on a point; with a day it is agreed, without it is still being discussed."""
    answer = PointAnswer.objects.filter(initiative=initiative, point=point).first()
    answer = answer or PointAnswer(initiative=initiative, point=point)
    answer.text, answer.document, answer.page = text, document.name, document.page
    answer.state = PointState.AGREED if agreed_date else PointState.DISCUSSED
    answer.agreed_date, answer.from_last_year = agreed_date, False
    answer.written_by, answer.written_at = by, at
    answer.full_clean()
    answer.save()
    _record("start.point_answered", initiative, by, at, point=point, state=answer.state)
    return answer


@transaction.atomic
def choose_goals(
    *,
    initiative: Initiative,
    library: Collection[str],
    own: Mapping[PartnerGroup, Iterable[str]],
    by: User,
    at: datetime,
) -> None:
    """Keep exactly these goals, of the library and in partners' own words: as a set, since none comes first."""
    unknown = set(library) - BY_KEY.keys()
    if unknown:
        raise StartNotPossible(f"The library has no goal {', '.join(sorted(unknown))}.")
    wanted = {(BY_KEY[key].group, key, "") for key in library}
    wanted |= {(group, "", words.strip()) for group, all_words in own.items() for words in all_words if words.strip()}
    known = {(goal.group, goal.library_key, goal.own_words): goal for goal in initiative.goals.all()}
    for key in known.keys() - wanted:
        known[key].delete()
    initiative.goals.filter(from_last_year=True).update(from_last_year=False, chosen_by=by, chosen_at=at)
    Goal.objects.bulk_create(
        Goal(initiative=initiative, group=group, library_key=key, own_words=words, chosen_by=by, chosen_at=at)
        for group, key, words in sorted(wanted - known.keys())
    )
    _record("start.goals_chosen", initiative, by, at, library=sorted(library), own=len(wanted) - len(set(library)))


@transaction.atomic
def name_question_contacts(
    *, initiative: Initiative, contacts: Mapping[PartnerGroup, tuple[str, str]], by: User, at: datetime
) -> None:
    """Say for each group who they can go to with questions, and how; a group left out has nobody."""
    for group in ASKERS:
        who, reach = contacts.get(group, ("", ""))
        if who:
            QuestionContact.objects.update_or_create(
                initiative=initiative, group=group, defaults={"who": who, "reach": reach}
            )
        else:
            QuestionContact.objects.filter(initiative=initiative, group=group).delete()
    _record("start.question_contacts_named", initiative, by, at, groups=sorted(contacts))


@transaction.atomic
def add_instrument(
    *,
    initiative: Initiative,
    name: str,
    process: bool = False,
    product: bool = False,
    of_the_tutor: bool = False,
    goals: Iterable[Goal] = (),
    by: User,
    at: datetime,
) -> Instrument:
    """Name an instrument, at which level it looks, and for which goals of this initiative (R-VLOR-10.3-4)."""
    goals = list(goals)
    if any(goal.initiative_id != initiative.pk for goal in goals):
        raise StartNotPossible("An instrument looks at goals of its own initiative.")
    instrument = Instrument(
        initiative=initiative, name=name, process=process, product=product, of_the_tutor=of_the_tutor
    )
    instrument.full_clean()
    instrument.save()
    instrument.goals.set(goals)
    _record("start.instrument_added", initiative, by, at, goals=len(goals), of_the_tutor=of_the_tutor)
    return instrument


@transaction.atomic
def remove_instrument(*, instrument: Instrument, by: User, at: datetime) -> None:
    """Take an instrument away."""
    _record("start.instrument_removed", instrument.initiative, by, at)
    instrument.delete()


def _record(action: str, initiative: Initiative, by: User, at: datetime, **facts: Any) -> None:
    audit.record(action, target=initiative, by=by, at=at, organisation=initiative.organiser, **facts)
