"""What a study still needs before it can be settled, and which classes wait for it (S-08)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from itertools import pairwise
from uuid import UUID

from tandem.initiatives.enums import Arm, StudyMoment
from tandem.initiatives.models import Initiative, Study, StudyClass, StudyWave
from tandem.people.models import SchoolClass


class Open(StrEnum):
    """What is not fixed yet."""

    TAKES_PART = auto()  # no class that begins
    WAITS = auto()  # no class that waits
    CONSENT = auto()  # no words with which home is asked
    WAVES = auto()  # not all three moments
    ORDER = auto()  # the moments do not follow each other
    INSTRUMENTS = auto()  # a moment without anything to measure with
    BEGUN = auto()  # the first measurement comes after the first session
    TOO_LATE = auto()  # sessions began before all this stood


def study_of(initiative: Initiative) -> Study | None:
    """Return the study of an initiative, with all that stands in it."""
    return (
        Study.objects.filter(initiative=initiative)
        .select_related("initiative__organiser", "settled_by__person")
        .prefetch_related("classes__school_class__site", "waves")
        .first()
    )


def classes_of(study: Study) -> list[StudyClass]:
    """Return the classes of a study, those that begin first, by name."""
    return sorted(study.classes.all(), key=lambda row: (row.arm != Arm.TAKES_PART, row.school_class.name, str(row.pk)))


def waves_of(study: Study) -> list[StudyWave]:
    """Return the moments at which is measured, in the order in which they are meant."""
    order = list(StudyMoment.values)
    return sorted(study.waves.all(), key=lambda row: order.index(row.moment))


def open_in(study: Study, *, first_session: date | None, on: date) -> list[Open]:
    """Return what stands between a study and being settled, given the day of the first session, if one is planned."""
    found = [] if first_session is None or first_session > on else [Open.TOO_LATE]
    arms = {row.arm for row in study.classes.all()}
    found += [
        missing for arm, missing in ((Arm.TAKES_PART, Open.TAKES_PART), (Arm.WAITS, Open.WAITS)) if arm not in arms
    ]
    if not study.consent_words.strip():
        found.append(Open.CONSENT)
    waves = waves_of(study)
    if len(waves) < len(StudyMoment):
        found.append(Open.WAVES)
    if any(before.on_date >= after.on_date for before, after in pairwise(waves)):
        found.append(Open.ORDER)
    if any(not wave.instruments for wave in waves):
        found.append(Open.INSTRUMENTS)
    begins = first_session or study.initiative.starts_date
    if waves and waves[0].moment == StudyMoment.START and waves[0].on_date > begins:
        found.append(Open.BEGUN)
    return found


def with_study(initiatives: Collection[UUID]) -> bool:
    """Tell whether any of these initiatives has a study."""
    return Study.objects.filter(initiative__in=initiatives).exists()


@dataclass(frozen=True, slots=True)
class Held:
    """Why a team waits for a study: it is not settled, or the class begins only after the last measurement."""

    school_class: SchoolClass | None = None
    until: date | None = None


def held_by_study(
    initiatives: Collection[UUID], classes: Collection[UUID], *, on: date
) -> dict[tuple[UUID, UUID | None], Held]:
    """Return what a study holds back: a whole initiative (no class named) until settled, and classes that wait."""
    studies = list(Study.objects.filter(initiative__in=initiatives).prefetch_related("waves"))
    found: dict[tuple[UUID, UUID | None], Held] = {
        (study.initiative_id, None): Held() for study in studies if study.settled_at is None
    }
    ends = {study.pk: max((wave.on_date for wave in study.waves.all()), default=None) for study in studies}
    rows = StudyClass.objects.filter(study__in=studies, school_class__in=classes, arm=Arm.WAITS)
    for row in rows.select_related("study", "school_class"):
        until = ends[row.study_id]
        if until is not None and on <= until:
            found[row.study.initiative_id, row.school_class_id] = Held(row.school_class, until)
    return found
