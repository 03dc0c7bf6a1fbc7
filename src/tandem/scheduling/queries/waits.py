"""What a team still waits for before it can be published."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from uuid import UUID

from tandem.initiatives.enums import SkillKind
from tandem.initiatives.gate import Missing, missing_of
from tandem.initiatives.queries.contracts import asks_contract, with_contract
from tandem.initiatives.queries.home import visits_homes, with_arrangement
from tandem.initiatives.queries.studies import Held as HeldByStudy
from tandem.initiatives.queries.studies import held_by_study, with_study
from tandem.initiatives.queries.training import Skills, lacking_skills, skills_of
from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose
from tandem.people.models import ClassPlace, Organisation, Person, Pupil, SchoolClass, Tutor
from tandem.people.queries import asked_of, current, standing_answers_of
from tandem.people.queries.agreements import schools_without_agreement
from tandem.scheduling.enums import Standing, TeamStatus
from tandem.scheduling.models import Team, TeamMember
from tandem.scheduling.queries.college_places import passing_a_ceiling
from tandem.scheduling.queries.guides import Untrained, untrained_by_team
from tandem.scheduling.queries.teams import pupils_who_help, tutors_of


class WaitKind(StrEnum):
    """Whose word or which paper is awaited."""

    DECISION = auto()  # nobody accepted the team yet
    CONTRACT = auto()  # what family and association expect of each other (S-24)
    HOME = auto()  # how visits at home go, agreed with the family (S-17)
    FAMILY = auto()  # a parent's or carer's yes
    PUPIL = auto()  # the child's own yes
    TEACHER = auto()  # the class teacher's yes
    GUIDE = auto()  # that a teacher learned how to guide pupils who help pupils (S-09)
    CLEARANCE = auto()  # a tutor's check, training or agreement, or that a stopped tutor may go on
    SKILL = auto()  # that the tutor masters the subject, or can work with a group
    BOARD = auto()  # the processing agreement of the school's board
    COLLEGE = auto()  # a place with the college of the tutor (R-NEV-12)
    STUDY = auto()  # a study is not settled yet, or this class begins after its last measurement (S-08)
    GOODBYE = auto()  # a pupil still has another tutor, and nobody said how that ends (R-NEV-15)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that is awaited; `answer` tells what was said so far ("" for nothing, "no", "later")."""

    kind: WaitKind
    pupil: Pupil | None = None
    school_class: SchoolClass | None = None
    tutor: Tutor | None = None
    clearance: Missing | None = None
    skill: SkillKind | None = None
    school: Organisation | None = None
    teacher: Person | None = None
    until: date | None = None
    answer: str = ""


def waiting_for(team: Team, *, on: date) -> tuple[Waiting, ...]:
    """Return all that stands between a team and being published; nothing means it may be."""
    return tuple(waiting_by_team([team], on=on)[team.pk])


def waiting_by_team(teams: Sequence[Team], *, on: date) -> dict[UUID, tuple[Waiting, ...]]:
    """Return for each team (fetched in full) what it waits for."""
    known = _known_of(teams, on)
    return {team.pk: tuple(_waits_of(team, known, on)) for team in teams}


def _waits_of(team: Team, known: "_Known", on: date) -> Iterator[Waiting]:
    pupils, tutors = known.pupils[team.pk], known.tutors[team.pk]
    if team.status == TeamStatus.PROPOSED:
        yield Waiting(WaitKind.DECISION)
    for pupil in pupils:
        yield from _of_family(team, pupil, known.answers, on)
    yield from _of_contracts(team, pupils, known.contracts)
    yield from _of_homes(team, known.arranged)
    yield from _of_teachers(team)
    for lack in known.untrained[team.pk]:
        yield Waiting(WaitKind.GUIDE, school_class=lack.school_class, teacher=lack.teacher)
    for tutor in tutors:
        for paper in known.missing[tutor.pk]:
            yield Waiting(WaitKind.CLEARANCE, tutor=tutor, clearance=paper)
    yield from _of_skills(team, known.skills)
    if team.site.organisation_id in known.without_agreement:
        yield Waiting(WaitKind.BOARD, school=team.site.organisation)
    if team.pk in known.over_a_ceiling:
        yield Waiting(WaitKind.COLLEGE, school=team.site.organisation)
    yield from _of_study(team, known.held, known.classes)
    yield from _of_bonds(team, known.running)


Answers = Mapping[tuple[UUID, str, str], str]
Pairs = frozenset[tuple[UUID, UUID]]  # initiative and pupil


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of some teams, found for all of them at once."""

    tutors: Mapping[UUID, Sequence[Tutor]]
    pupils: Mapping[UUID, Sequence[Pupil]]
    answers: Answers
    missing: Mapping[UUID, Sequence[Missing]]
    skills: Mapping[UUID, Skills]
    without_agreement: Collection[UUID]
    running: Mapping[UUID, list[TeamMember]]
    contracts: Pairs
    arranged: Pairs
    held: "Held"
    classes: Mapping[UUID, set[UUID]]
    over_a_ceiling: Collection[UUID]
    untrained: Mapping[UUID, Sequence[Untrained]]


def _known_of(teams: Sequence[Team], on: date) -> _Known:
    tutors = {team.pk: tutors_of(team) for team in teams}
    everybody = {tutor.pk for group in tutors.values() for tutor in group}
    older = pupils_who_help(tutor for group in tutors.values() for tutor in group)
    pupils = {team.pk: [*_who_asked(team), *_who_helps(tutors[team.pk], older)] for team in teams}
    children = {pupil.pk for group in pupils.values() for pupil in group}
    held, classes = _studies(teams, on=on)
    return _Known(
        tutors=tutors,
        pupils=pupils,
        answers=_standing_answers(children),
        missing=missing_of(everybody, on=on),
        skills=skills_of(everybody),
        without_agreement=schools_without_agreement({team.site.organisation_id for team in teams}, on=on),
        running=_running_places(teams),
        contracts=with_contract({team.initiative_id for team in teams}, children),
        arranged=with_arrangement({team.initiative_id for team in teams if visits_homes(team.initiative)}, children),
        held=held,
        classes=classes,
        over_a_ceiling=passing_a_ceiling(teams),
        untrained=untrained_by_team(teams, pupils, on=on),
    )


def _who_asked(team: Team) -> list[Pupil]:
    """Return the pupils whose own place it is; of a class that is visited, one family's no keeps one child out."""
    return [member.request.pupil for member in team.members.all() if member.request.pupil is not None]


def _who_helps(tutors: Iterable[Tutor], older: Mapping[UUID, Pupil]) -> list[Pupil]:
    return [older[tutor.person_id] for tutor in tutors if tutor.person_id in older]


ASKED_OF = ((ConsentParty.GUARDIAN, WaitKind.FAMILY), (ConsentParty.PUPIL, WaitKind.PUPIL))


def _of_family(team: Team, pupil: Pupil, answers: Answers, on: date) -> Iterator[Waiting]:
    """After school parent and pupil say yes together (R-NEV-01); in school time a family may still say no.

    Some forms ask a yes beforehand in school time too.
    """
    slots = team.slots.all()
    if any(slot.after_school for slot in slots):
        for party, kind in _asked(pupil, ConsentPurpose.AFTER_SCHOOL, on):
            answer = answers.get((pupil.pk, ConsentPurpose.AFTER_SCHOOL, party), "")
            if answer != ConsentAnswer.YES:
                yield Waiting(kind, pupil=pupil, answer=answer)
    if any(not slot.after_school for slot in slots):
        for party, kind in _asked(pupil, ConsentPurpose.IN_SCHOOL_TIME, on):
            answer = answers.get((pupil.pk, ConsentPurpose.IN_SCHOOL_TIME, party), "")
            refused = answer in (ConsentAnswer.NO, ConsentAnswer.LATER)
            if refused or (answer != ConsentAnswer.YES and party in team.initiative.template.consents):
                yield Waiting(kind, pupil=pupil, answer=answer)


def _of_contracts(team: Team, pupils: Iterable[Pupil], contracts: Pairs) -> Iterator[Waiting]:
    """Where the form asks it, a child begins once its family knows the offer and both said what they expect."""
    if asks_contract(team.initiative):
        for pupil in pupils:
            if (team.initiative_id, pupil.pk) not in contracts:
                yield Waiting(WaitKind.CONTRACT, pupil=pupil)


def _of_homes(team: Team, arranged: Pairs) -> Iterator[Waiting]:
    """Nobody comes to a family's home before it was agreed with the family how (R-RT-5.2.3c)."""
    if visits_homes(team.initiative):
        for pupil in _who_asked(team):
            if (team.initiative_id, pupil.pk) not in arranged:
                yield Waiting(WaitKind.HOME, pupil=pupil)


def _asked(pupil: Pupil, purpose: ConsentPurpose, on: date) -> list[tuple[ConsentParty, WaitKind]]:
    asked = asked_of(pupil, purpose, on=on)
    return [(party, kind) for party, kind in ASKED_OF if party in asked]


def _of_teachers(team: Team) -> Iterator[Waiting]:
    """In school time a pupil leaves a class only with its teacher's yes."""
    if all(slot.after_school for slot in team.slots.all()):
        return
    for member in team.members.all():
        if member.teacher_agrees is not True:
            answer = "" if member.teacher_agrees is None else ConsentAnswer.NO
            yield Waiting(
                WaitKind.TEACHER,
                pupil=member.request.pupil,
                school_class=member.request.school_class,
                answer=answer,
            )


def _of_skills(team: Team, skills: Mapping[UUID, Skills]) -> Iterator[Waiting]:
    """A tutor who stands alone before a group has learned to lead one, and masters what the form asks (S-05, S-14).

    Where a group of students visits a class, its teacher stays.
    """
    tutor = team.enrolment.tutor
    if tutor is None:
        return
    size = sum(member.request.school_class is None for member in team.members.all())
    for lack in lacking_skills(team.initiative, skills=skills[tutor.pk], subject=team.subject, size=size):
        yield Waiting(WaitKind.SKILL, tutor=tutor, skill=lack)


Held = Mapping[tuple[UUID, UUID | None], HeldByStudy]


def _studies(teams: Sequence[Team], *, on: date) -> tuple[Held, Mapping[UUID, set[UUID]]]:
    """Return what studies hold back, and the classes of each pupil where one does."""
    initiatives = {team.initiative_id for team in teams}
    if not with_study(initiatives):
        return {}, {}
    classes: dict[UUID, set[UUID]] = {}
    pupils = {member.request.pupil_id for team in teams for member in team.members.all()}
    for pupil, school_class in ClassPlace.objects.filter(current(on), pupil__in=pupils).values_list(
        "pupil", "school_class"
    ):
        classes.setdefault(pupil, set()).add(school_class)
    known = {member.request.school_class_id for team in teams for member in team.members.all()}
    known |= {school_class for each in classes.values() for school_class in each}
    return held_by_study(initiatives, {each for each in known if each}, on=on), classes


def _of_study(team: Team, held: Held, classes: Mapping[UUID, set[UUID]]) -> Iterator[Waiting]:
    """Nothing begins before its study is settled, and a class that waits begins after the last measurement."""
    if (team.initiative_id, None) in held:
        yield Waiting(WaitKind.STUDY)
    for member in team.members.all():
        request = member.request
        mine = classes.get(request.pupil_id, set()) if request.pupil_id else {request.school_class_id}
        for school_class in sorted(filter(None, mine)):
            if found := held.get((team.initiative_id, school_class)):
                yield Waiting(
                    WaitKind.STUDY, pupil=member.request.pupil, school_class=found.school_class, until=found.until
                )


def _of_bonds(team: Team, running: Mapping[UUID, list[TeamMember]]) -> Iterator[Waiting]:
    """Another tutor of the same pupil and subject must have said goodbye first; the same tutor just goes on."""
    for member in team.members.all():
        for place in running.get(member.request_id, ()):
            other = place.team
            if other.pk != team.pk and other.enrolment_id != team.enrolment_id and place.during.upper > team.from_date:
                yield Waiting(WaitKind.GOODBYE, pupil=member.request.pupil, tutor=other.enrolment.tutor)


def _running_places(teams: Iterable[Team]) -> dict[UUID, list[TeamMember]]:
    requests = {member.request_id for team in teams for member in team.members.all()}
    rows = TeamMember.objects.filter(request__in=requests, standing=Standing.RUNNING).select_related(
        "team__enrolment__tutor__person"
    )
    found: dict[UUID, list[TeamMember]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.request_id, []).append(row)
    return found


def _standing_answers(pupils: Iterable[UUID]) -> Answers:
    wanted = set(pupils)
    return {
        (pupil, purpose, party): consent.answer
        for purpose in ConsentPurpose
        for pupil, by_party in standing_answers_of(wanted, purpose).items()
        for party, consent in by_party.items()
    }
