"""What the ledger of answers says now: what stands for each party, and whether that is a yes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose
from tandem.people.models import Consent, Guardian, Pupil
from tandem.people.queries.ages import is_adult, latest_birth_of_adults

# After school nobody but the parents and the child decide, together (R-NEV-01); in school time the school asks home.
ASKED: Mapping[ConsentPurpose, frozenset[ConsentParty]] = {
    ConsentPurpose.AFTER_SCHOOL: frozenset({ConsentParty.GUARDIAN, ConsentParty.PUPIL}),
    ConsentPurpose.IN_SCHOOL_TIME: frozenset({ConsentParty.GUARDIAN}),
}


# From 18 nobody but the pupil is asked, whatever it is about.
ASKED_OF_ADULTS = frozenset({ConsentParty.PUPIL})


def asked_of(pupil: Pupil, purpose: ConsentPurpose, *, on: date) -> frozenset[ConsentParty]:
    """Return who is asked for a pupil on a day."""
    return ASKED_OF_ADULTS if is_adult(pupil, on=on) else ASKED[purpose]


def guardians_with_a_say(pupil: Pupil) -> QuerySet[Guardian]:
    """Return who decides for a child at home: guardians with authority, and none under a contact ban."""
    return (
        pupil.guardians.filter(has_authority=True, contact_ban=False)
        .select_related("person")
        .order_by("person__sort_name", "pk")
    )


def guardians_told(pupil: Pupil, *, on: date) -> QuerySet[Guardian]:
    """Return who at home is told: also without authority, never under a contact ban, from 18 as the pupil says."""
    told = pupil.guardians.filter(contact_ban=False).select_related("person").order_by("person__sort_name", "pk")
    return told if not is_adult(pupil, on=on) or pupil.guardians_may_see else told.none()


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


def family_has_agreed(pupil: Pupil, in_school_time: bool, *, on: date) -> bool:
    """Tell whether everybody who is asked said yes, and nobody took it back."""
    return agreed_pupils([pupil.pk], in_school_time, on=on) == {pupil.pk}


def adults_among(pupils: Iterable[UUID], *, on: date) -> set[UUID]:
    """Return those of these pupils who are of age on a day, and decide alone."""
    rows = Pupil.objects.filter(pk__in=list(pupils), birth_date__lte=latest_birth_of_adults(on))
    return set(rows.values_list("pk", flat=True))


def agreed_pupils(pupils: Iterable[UUID], in_school_time: bool, *, on: date) -> set[UUID]:
    """Return those of these pupils whose family has agreed, or who did so themselves, being of age."""
    purpose = purpose_of(in_school_time=in_school_time)
    wanted = list(pupils)
    yes: defaultdict[UUID, set[str]] = defaultdict(set)
    for pupil, party, answer in _latest(purpose, wanted).values_list("pupil", "party", "answer"):
        if answer == ConsentAnswer.YES:
            yes[pupil].add(party)
    adults = adults_among(wanted, on=on)
    return {pupil for pupil in wanted if (ASKED_OF_ADULTS if pupil in adults else ASKED[purpose]) <= yes[pupil]}


def held_back(pupils: Iterable[UUID], *, in_school_time: bool, on: date) -> set[UUID]:
    """Return those of these pupils for whom nothing may take place.

    After school that is everybody whose family did not agree. In school time, where the school decides and asks, it is
    those whose family said no or later; who is of age says so themselves.
    """
    wanted = list(pupils)
    if not in_school_time:
        return set(wanted) - agreed_pupils(wanted, in_school_time=False, on=on)
    adults = adults_among(wanted, on=on)
    said = _latest(ConsentPurpose.IN_SCHOOL_TIME, wanted).values_list("pupil", "party", "answer")
    return {
        pupil
        for pupil, party, answer in said
        if answer != ConsentAnswer.YES and party == (ConsentParty.PUPIL if pupil in adults else ConsentParty.GUARDIAN)
    }


def _latest(purpose: ConsentPurpose, pupils: Collection[UUID]) -> QuerySet[Consent]:
    """Return what stands for each party: each person's last word, and among those a no before anything else.

    No parent can be overruled by the other (R-NEV-01). Who has no authority, or may have no contact, has no say.
    """
    silenced = Guardian.objects.filter(
        Q(has_authority=False) | Q(contact_ban=True), pupil=OuterRef("pupil"), person=OuterRef("answered_by")
    )
    # The ledger's own key decides between two answers of the same moment, so that the order is always the same.
    of_each = (
        Consent.objects.filter(purpose=purpose, pupil__in=pupils)
        .exclude(Exists(silenced), party=ConsentParty.GUARDIAN)
        .order_by("pupil", "party", "answered_by", "-answered_at", "-pk")
        .distinct("pupil", "party", "answered_by")
    )
    refused_first = Case(When(answer=ConsentAnswer.NO, then=0), default=1)
    return (
        Consent.objects.filter(pk__in=of_each.values("pk"))
        .order_by("pupil", "party", refused_first, "-answered_at", "-pk")
        .distinct("pupil", "party")
    )
