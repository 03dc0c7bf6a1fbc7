"""What the ledger of answers says now: what stands for each party, and whether that is a yes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import Case, QuerySet, When

from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose
from tandem.people.models import Consent, Pupil

# After school nobody but the parents and the child decide, together (R-NEV-01); in school time the school asks home.
ASKED: Mapping[ConsentPurpose, frozenset[ConsentParty]] = {
    ConsentPurpose.AFTER_SCHOOL: frozenset({ConsentParty.GUARDIAN, ConsentParty.PUPIL}),
    ConsentPurpose.IN_SCHOOL_TIME: frozenset({ConsentParty.GUARDIAN}),
}


def purpose_of(*, in_school_time: bool) -> ConsentPurpose:
    return ConsentPurpose.IN_SCHOOL_TIME if in_school_time else ConsentPurpose.AFTER_SCHOOL


def standing_answers(pupil: Pupil, purpose: ConsentPurpose) -> dict[ConsentParty, Consent]:
    """Return what stands for each party; a party that said nothing yet is absent."""
    return standing_answers_of([pupil.pk], purpose)[pupil.pk]


def standing_answers_of(
    pupils: Iterable[UUID], purpose: ConsentPurpose
) -> defaultdict[UUID, dict[ConsentParty, Consent]]:
    """Return what stands for each party for many pupils at once, by the pupil's key."""
    found: defaultdict[UUID, dict[ConsentParty, Consent]] = defaultdict(dict)
    latest = _latest(purpose, list(pupils)).select_related("answered_by", "written_by__person")
    for consent in latest:
        found[consent.pupil_id][ConsentParty(consent.party)] = consent
    return found


def answers_of(pupil: Pupil) -> QuerySet[Consent]:
    """Return every answer ever given for a pupil, newest first."""
    return pupil.consents.select_related("answered_by", "written_by__person").order_by("-answered_at", "-pk")


def family_has_agreed(pupil: Pupil, in_school_time: bool) -> bool:
    """Tell whether everybody who is asked said yes, and nobody took it back."""
    return agreed_pupils([pupil.pk], in_school_time) == {pupil.pk}


def agreed_pupils(pupils: Iterable[UUID], in_school_time: bool) -> set[UUID]:
    """Return those of these pupils whose family has agreed."""
    purpose = purpose_of(in_school_time=in_school_time)
    wanted = list(pupils)
    yes: defaultdict[UUID, set[str]] = defaultdict(set)
    for pupil, party, answer in _latest(purpose, wanted).values_list("pupil", "party", "answer"):
        if answer == ConsentAnswer.YES:
            yes[pupil].add(party)
    return {pupil for pupil in wanted if ASKED[purpose] <= yes[pupil]}


def held_back(pupils: Iterable[UUID], *, in_school_time: bool) -> set[UUID]:
    """Return those of these pupils for whom nothing may take place.

    After school that is everybody whose family did not agree. In school time, where the school decides and asks, it is
    those whose family said no or later.
    """
    wanted = list(pupils)
    if not in_school_time:
        return set(wanted) - agreed_pupils(wanted, in_school_time=False)
    refused = _latest(ConsentPurpose.IN_SCHOOL_TIME, wanted).filter(party=ConsentParty.GUARDIAN)
    return {pupil for pupil, answer in refused.values_list("pupil", "answer") if answer != ConsentAnswer.YES}


def _latest(purpose: ConsentPurpose, pupils: Collection[UUID]) -> QuerySet[Consent]:
    """Return what stands for each party: each person's last word, and among those a no before anything else.

    No parent can be overruled by the other (R-NEV-01).
    """
    # The ledger's own key decides between two answers of the same moment, so that the order is always the same.
    of_each = (
        Consent.objects.filter(purpose=purpose, pupil__in=pupils)
        .order_by("pupil", "party", "answered_by", "-answered_at", "-pk")
        .distinct("pupil", "party", "answered_by")
    )
    refused_first = Case(When(answer=ConsentAnswer.NO, then=0), default=1)
    return (
        Consent.objects.filter(pk__in=of_each.values("pk"))
        .order_by("pupil", "party", refused_first, "-answered_at", "-pk")
        .distinct("pupil", "party")
    )
