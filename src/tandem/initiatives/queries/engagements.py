"""As what tutors take part, and what they agreed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tandem.initiatives.agreement_texts import AgreementText, text_of
from tandem.initiatives.enums import EngagementForm
from tandem.initiatives.models import Engagement, Enrolment, TutorAgreement
from tandem.initiatives.training_rules import ENGAGED_AS
from tandem.people.enums import TutorKind
from tandem.people.models import Tutor


@dataclass(frozen=True, slots=True)
class ToAgree:
    """One text that holds for a tutor, and when they agreed to it, if they did."""

    text: AgreementText
    given: TutorAgreement | None


def engagement_on(engagements: Iterable[Engagement], on: date) -> Engagement | None:
    """Return which of one enrolment's engagements holds on a day: the latest that had begun, or else the first."""
    rows = sorted(engagements, key=lambda row: row.from_date)
    begun = [row for row in rows if row.from_date <= on]
    return begun[-1] if begun else next(iter(rows), None)


def engaged_as(enrolment: Enrolment, *, on: date) -> EngagementForm:
    """Return as what a tutor takes part on a day: what was set, or what goes with who they are."""
    engagement = engagement_on(enrolment.engagements.all(), on)
    if engagement is not None:
        return EngagementForm(engagement.form)
    assert enrolment.tutor is not None
    return ENGAGED_AS[TutorKind(enrolment.tutor.kind)]


def enrolments_of_tutor(tutor: Tutor, *, on: date) -> list[Enrolment]:
    """Return in what a tutor takes part on a day or later, by name."""
    rows = (
        Enrolment.objects.filter(tutor=tutor, initiative__ends_date__gte=on)
        .select_related("initiative__organiser", "tutor")
        .prefetch_related("engagements")
        .order_by("initiative__name", "pk")
    )
    return [row for row in rows if row.to_date is None or row.to_date >= on]


def to_agree(tutor: Tutor, *, on: date) -> list[ToAgree]:
    """Return the texts that hold for what a tutor takes part in, each with their agreement to that version."""
    enrolments = enrolments_of_tutor(tutor, on=on)
    forms = {engaged_as(row, on=on) for row in enrolments} or {ENGAGED_AS[TutorKind(tutor.kind)]}
    return [_with_answer(tutor, form, on) for form in EngagementForm if form in forms]


def agreement_on(enrolment: Enrolment, *, on: date) -> ToAgree:
    """Return the text that holds for one tutor in one initiative, and whether they agreed to it."""
    assert enrolment.tutor is not None
    return _with_answer(enrolment.tutor, engaged_as(enrolment, on=on), on)


def _with_answer(tutor: Tutor, form: EngagementForm, on: date) -> ToAgree:
    text = text_of(form, on=on)
    return ToAgree(text, TutorAgreement.objects.filter(tutor=tutor, form=form, version=text.version).first())
