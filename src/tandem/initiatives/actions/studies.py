"""Setting up a study, and settling it before anybody begins (S-08)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from tandem.core import audit
from tandem.initiatives.enums import Arm, StudyDesign, StudyMoment
from tandem.initiatives.models import Initiative, Study, StudyClass, StudyWave
from tandem.initiatives.queries.studies import Open, open_in, study_of
from tandem.people.models import SchoolClass, User


class StudyNotPossible(Exception):
    """Nothing of a settled study changes, and nothing is settled while something is open."""

    def __init__(self, why: str, still_open: Collection[Open] = ()) -> None:
        self.still_open = tuple(still_open)
        super().__init__(why)


@transaction.atomic
def begin_study(
    *, initiative: Initiative, question: str, design: StudyDesign = StudyDesign.COMPARISON, by: User, at: datetime
) -> Study:
    """Begin to set up a study beside an initiative, or change what it asks."""
    study = Study.objects.filter(initiative=initiative).first() or Study(initiative=initiative)
    _refuse_settled(study)
    study.question, study.design = question.strip(), design
    study.full_clean()
    study.save()
    _record("study.begun", study, by, at, design=design)
    return study


@transaction.atomic
def allocate(*, study: Study, arms: Mapping[SchoolClass, Arm], by: User, at: datetime) -> Study:
    """Say which classes begin and which wait; what was said before is replaced."""
    _refuse_settled(study)
    study.classes.all().delete()
    for school_class, arm in arms.items():
        StudyClass.objects.create(study=study, school_class=school_class, arm=arm)
    _record("study.allocated", study, by, at, classes=len(arms))
    return study


@transaction.atomic
def word_consent(*, study: Study, words: str, by: User, at: datetime) -> Study:
    """Keep the words with which home and child are asked to take part in the study."""
    _refuse_settled(study)
    study.consent_words = words.strip()
    study.full_clean()
    study.save(update_fields=["consent_words"])
    _record("study.consent_worded", study, by, at)
    return study


@transaction.atomic
def plan_wave(
    *, study: Study, moment: StudyMoment, on_date: date, instruments: Collection[str], by: User, at: datetime
) -> StudyWave:
    """Plan when is measured and with what; the same in all classes."""
    _refuse_settled(study)
    wave, _ = StudyWave.objects.update_or_create(
        study=study, moment=moment, defaults={"on_date": on_date, "instruments": sorted(set(instruments))}
    )
    _record("study.wave_planned", study, by, at, moment=moment, on_date=on_date)
    return wave


@transaction.atomic
def settle(*, study: Study, first_session: date | None, by: User, at: datetime) -> Study:
    """Fix allocation, consent, moments and the statement, once nothing is open; from then on nothing changes.

    `first_session` is the day of the first session, where one is planned.
    """
    _refuse_settled(study)
    found = study_of(study.initiative)
    assert found is not None
    if still_open := open_in(found, first_session=first_session, on=at.date()):
        raise StudyNotPossible("open", still_open)
    found.settled_at, found.settled_by = at, by
    found.full_clean()
    found.save(update_fields=["settled_at", "settled_by"])
    _record("study.settled", found, by, at, design=found.design)
    return found


@transaction.atomic
def drop_study(*, study: Study, by: User, at: datetime) -> None:
    """Take a study away that was never settled."""
    _refuse_settled(study)
    _record("study.dropped", study, by, at)
    study.delete()


def _refuse_settled(study: Study) -> None:
    if study.pk and Study.objects.filter(pk=study.pk, settled_at__isnull=False).exists():
        raise StudyNotPossible("settled")


def _record(action: str, study: Study, by: User, at: datetime, **facts: object) -> None:
    audit.record(action, target=study, by=by, at=at, organisation=study.initiative.organiser, **facts)
