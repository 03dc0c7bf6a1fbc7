"""What a tutor did not offer, or a form asks of who helps, said before a team is made."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from tandem.initiatives.enums import SkillKind
from tandem.initiatives.queries.training import lacking_skills, skills_of
from tandem.people.enums import TutorKind
from tandem.people.models import ClassPlace
from tandem.people.queries import current
from tandem.scheduling.clash import Clash, ClashKind
from tandem.scheduling.models import Team
from tandem.scheduling.queries.college_places import has_room
from tandem.scheduling.queries.teams import tutors_of
from tandem.scheduling.weeks import one_subject


def clashes_of_offer(team: Team) -> Iterator[Clash]:
    """Yield what the tutor did not offer; a refusal never says whose it is."""
    enrolment, requests = team.enrolment, [member.request for member in team.members.all()]
    tutors = {tutor.pk for tutor in tutors_of(team)}
    offered = {one_subject(subject): years for subject, years in enrolment.teaches.items()}
    for request in requests:
        name = request.pupil.person.full_name if request.pupil else ""
        if tutors & {tutor.pk for tutor in request.not_tutors.all()}:
            yield Clash(ClashKind.REFUSED, who=name)
        low, high = offered.get(one_subject(request.subject), (1, 0))
        if not low <= request.level <= high:
            yield Clash(ClashKind.NOT_TAUGHT, who=name, what=request.subject)
    sites = enrolment.sites.all()
    if sites and team.site not in sites:
        yield Clash(ClashKind.NOT_HERE, what=team.site.name)
    if not has_room(team, enrolment):
        yield Clash(ClashKind.COLLEGE_FULL, what=team.site.name)
    if len(requests) > enrolment.max_group:
        yield Clash(ClashKind.TOO_MANY, what=str(enrolment.max_group))
    yield from _of_peers(team)


def _of_peers(team: Team) -> Iterator[Clash]:
    """Yield what a form asks of who helps: that they master the subject, and are not of the same class (S-10)."""
    initiative, tutor = team.initiative, team.enrolment.tutor
    if tutor is None:
        return
    known = skills_of([tutor.pk])[tutor.pk]
    if SkillKind.MASTERY in lacking_skills(initiative, skills=known, subject=team.subject, size=1):
        yield Clash(ClashKind.NOT_MASTERED, who=tutor.person.full_name, what=team.subject)
    if initiative.classmates or tutor.kind != TutorKind.OLDER_PUPIL or team.classmates_reason:
        return
    own = set(_classes(tutor.person_id, team))
    for member in team.members.all():
        pupil = member.request.pupil
        if pupil is not None and own & set(_classes(pupil.person_id, team)):
            yield Clash(ClashKind.CLASSMATES, who=pupil.person.full_name)


def _classes(person: UUID, team: Team) -> Iterable[UUID]:
    places = ClassPlace.objects.filter(current(team.from_date), pupil__person=person)
    return places.values_list("school_class", flat=True)
