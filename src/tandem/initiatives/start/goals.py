"""The thirty goals of the Vlor, for seven partner groups (R-VLOR-5b, 000 §5.1–5.7).

They have no rank: a goal has no number, and a list of them is read from A to Z (R-VLOR-5c). Pupils' and tutors' goals
are core, the others support them (R-VLOR-5a). No group is obligatory.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tandem.initiatives.enums import PartnerGroup

CORE = frozenset({PartnerGroup.PUPILS, PartnerGroup.TUTORS})
SOURCES = {
    PartnerGroup.PUPILS: "000 §5.1",
    PartnerGroup.TUTORS: "000 §5.2",
    PartnerGroup.PARENTS: "000 §5.3",
    PartnerGroup.TEACHERS: "000 §5.4",
    PartnerGroup.SCHOOL: "000 §5.5",
    PartnerGroup.LECTURERS: "000 §5.6",
    PartnerGroup.COLLEGE: "000 §5.7",
}


@dataclass(frozen=True, slots=True)
class LibraryGoal:
    """A goal of the library: for whom, and in which words."""

    key: str
    group: PartnerGroup
    words: str | Promise

    @property
    def source(self) -> str:
        return SOURCES[self.group]


LIBRARY: tuple[LibraryGoal, ...] = (
    LibraryGoal("pupil-confidence", PartnerGroup.PUPILS, _("meer zelfvertrouwen en een beter zelfbeeld")),
    LibraryGoal("pupil-self-reliance", PartnerGroup.PUPILS, _("zelfredzamer worden")),
    LibraryGoal("pupil-motivation", PartnerGroup.PUPILS, _("meer zin om te leren en te studeren")),
    LibraryGoal("pupil-methods", PartnerGroup.PUPILS, _("leren hoe je studeert")),
    LibraryGoal("pupil-insight", PartnerGroup.PUPILS, _("de leerstof beter begrijpen")),
    LibraryGoal("pupil-results", PartnerGroup.PUPILS, _("beter leren, ook in de resultaten")),
    LibraryGoal("pupil-future", PartnerGroup.PUPILS, _("zicht op de eigen toekomst")),
    LibraryGoal("pupil-wellbeing", PartnerGroup.PUPILS, _("zich goed in zijn vel voelen")),
    LibraryGoal("pupil-success", PartnerGroup.PUPILS, _("meemaken dat schoolwerk lukt")),
    LibraryGoal("tutor-communication", PartnerGroup.TUTORS, _("sociale en communicatieve vaardigheden")),
    LibraryGoal("tutor-motivating", PartnerGroup.TUTORS, _("leerlingen kunnen motiveren")),
    LibraryGoal("tutor-didactics", PartnerGroup.TUTORS, _("goed kunnen uitleggen en begeleiden")),
    LibraryGoal("tutor-confidence", PartnerGroup.TUTORS, _("meer zelfvertrouwen en een beter zelfbeeld")),
    LibraryGoal("tutor-diversity", PartnerGroup.TUTORS, _("diversiteit kennen en er bewust mee omgaan")),
    LibraryGoal("tutor-insight", PartnerGroup.TUTORS, _("begrijpen waarom school voor sommige leerlingen moeilijk is")),
    LibraryGoal("parent-skills", PartnerGroup.PARENTS, _("hun kind bij het leren kunnen steunen")),
    LibraryGoal("parent-insight", PartnerGroup.PARENTS, _("weten hoe hun kind werkt op en voor school")),
    LibraryGoal("parent-future", PartnerGroup.PARENTS, _("zicht op de toekomst van hun kinderen")),
    LibraryGoal("parent-dialogue", PartnerGroup.PARENTS, _("in gesprek zijn met de school en er meedoen")),
    LibraryGoal("teacher-interaction", PartnerGroup.TEACHERS, _("beter contact met leerlingen")),
    LibraryGoal("teacher-reflection", PartnerGroup.TEACHERS, _("nadenken over de eigen aanpak")),
    LibraryGoal("teacher-possibilities", PartnerGroup.TEACHERS, _("zien wat leerlingen kunnen")),
    LibraryGoal("teacher-context", PartnerGroup.TEACHERS, _("weten hoe leerlingen leven en wat dat met leren doet")),
    LibraryGoal("teacher-parents", PartnerGroup.TEACHERS, _("meer gesprek met ouders, die meedoen")),
    LibraryGoal("school-parents", PartnerGroup.SCHOOL, _("meer gesprek met ouders, die meedoen op school")),
    LibraryGoal("school-diversity", PartnerGroup.SCHOOL, _("diversiteit een plek geven in heel de school")),
    LibraryGoal(
        "lecturer-insight", PartnerGroup.LECTURERS, _("zicht op diversiteit in de klas en wat die van leraren vraagt")
    ),
    LibraryGoal("lecturer-interaction", PartnerGroup.LECTURERS, _("beter contact met hun studenten")),
    LibraryGoal("college-curriculum", PartnerGroup.COLLEGE, _("diversiteit een plek geven in de opleiding")),
    LibraryGoal(
        "college-diversity", PartnerGroup.COLLEGE, _("diversiteit een plek geven in heel de hogeschool of universiteit")
    ),
)  # fmt: skip
BY_KEY = {goal.key: goal for goal in LIBRARY}


def a_to_z(goals: Iterable[LibraryGoal]) -> list[LibraryGoal]:
    """Return goals in an order that says nothing of what matters more."""
    return sorted(goals, key=lambda goal: (str(goal.words).lower(), goal.key))
