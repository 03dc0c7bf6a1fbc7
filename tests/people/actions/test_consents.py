from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tandem.core.models import AuditEvent
from tandem.people.actions import consents
from tandem.people.actions.consents import ConsentNotPossible
from tandem.people.enums import ConsentAnswer, ConsentParty, ConsentPurpose, ConsentWay
from tandem.people.models import Consent, Guardian, Pupil, User
from tandem.people.queries import agreed_pupils, family_has_agreed, held_back, standing_answers
from tests.factories.people import (
    ClassPlaceFactory,
    ConsentFactory,
    ConsentTextFactory,
    GuardianFactory,
    PersonFactory,
    PupilFactory,
    SchoolFactory,
    UserFactory,
    coordinator,
    school_coordinator,
    teacher_of,
)

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 12, tzinfo=UTC)
AFTER_SCHOOL, IN_SCHOOL_TIME = ConsentPurpose.AFTER_SCHOOL, ConsentPurpose.IN_SCHOOL_TIME
GUARDIAN, PUPIL = ConsentParty.GUARDIAN, ConsentParty.PUPIL
YES, NO, LATER = ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.LATER


@pytest.fixture
def guardian() -> Guardian:
    return GuardianFactory()


@pytest.fixture
def parent(guardian: Guardian) -> User:
    return UserFactory(person=guardian.person)


def at_home(guardian: Guardian, parent: User, **changed: Any) -> Consent:
    """Give the guardian's own answer on the page, or what the test changes about it."""
    facts = {
        "pupil": guardian.pupil,
        "purpose": AFTER_SCHOOL,
        "party": GUARDIAN,
        "answer": YES,
        "answered_by": guardian.person,
        "way": ConsentWay.PAGE,
        "by": parent,
        "at": AT,
    } | changed
    text = ConsentTextFactory(purpose=facts["purpose"], party=facts["party"])
    return consents.answer(**{"text": text, "evidence": "" if facts["way"] == "page" else "aan de telefoon"} | facts)


def by_the_child(guardian: Guardian, parent: User, **changed: Any) -> Consent:
    return at_home(guardian, parent, **({"party": PUPIL, "answered_by": guardian.pupil.person} | changed))


def test_answer_is_kept_with_who_when_how_and_which_words(guardian, parent):
    consent = at_home(guardian, parent)

    event = AuditEvent.objects.get()
    assert (consent.answered_by, consent.written_by, consent.way, consent.text.words, consent.answered_at) == (
        guardian.person,
        parent,
        ConsentWay.PAGE,
        "Is dat goed voor u?",
        AT,
    )
    assert (event.action, event.target_id, event.by_id) == ("consent.answered", consent.pk, parent.pk)
    assert event.facts == {"purpose": "after_school", "party": "guardian", "answer": "yes", "way": "page"}


@pytest.mark.parametrize(
    ("guardian_says", "pupil_says", "agreed"),
    [
        (YES, YES, True),
        (YES, None, False),
        (None, YES, False),
        (YES, NO, False),
        (NO, YES, False),
        (YES, LATER, False),
        (LATER, LATER, False),
        (None, None, False),
    ],
)
def test_r_nev_01_after_school_takes_the_yes_of_parent_and_pupil_together(
    guardian, parent, guardian_says, pupil_says, agreed
):
    if guardian_says:
        at_home(guardian, parent, answer=guardian_says)
    if pupil_says:
        by_the_child(guardian, parent, answer=pupil_says)

    assert family_has_agreed(guardian.pupil, in_school_time=False, on=AT.date()) is agreed


@pytest.mark.parametrize(("says", "agreed"), [(YES, True), (NO, False), (LATER, False), (None, False)])
def test_in_school_time_takes_the_yes_of_a_guardian(guardian, parent, says, agreed):
    if says:
        at_home(guardian, parent, purpose=IN_SCHOOL_TIME, answer=says)

    assert family_has_agreed(guardian.pupil, in_school_time=True, on=AT.date()) is agreed
    assert family_has_agreed(guardian.pupil, in_school_time=False, on=AT.date()) is False


def test_withdrawing_takes_exactly_what_giving_took(guardian, parent):
    given = at_home(guardian, parent, purpose=IN_SCHOOL_TIME)

    withdrawn = at_home(guardian, parent, purpose=IN_SCHOOL_TIME, answer=NO, at=AT + timedelta(minutes=1))

    assert list(Consent.objects.order_by("answered_at")) == [given, withdrawn]
    assert standing_answers(guardian.pupil, IN_SCHOOL_TIME) == {GUARDIAN: withdrawn}
    assert family_has_agreed(guardian.pupil, in_school_time=True, on=AT.date()) is False


def test_agreed_pupils_answers_for_many_at_once(guardian, parent):
    other = PupilFactory()
    at_home(guardian, parent, purpose=IN_SCHOOL_TIME)

    assert agreed_pupils([guardian.pupil.pk, other.pk], in_school_time=True, on=AT.date()) == {guardian.pupil.pk}


def test_r_nev_02_an_enrolment_document_is_no_answer(guardian, parent):
    with pytest.raises(ConsentNotPossible):
        at_home(guardian, parent, way="enrolment")

    assert not Consent.objects.exists()


def test_r_nev_02_the_database_refuses_an_answer_from_an_enrolment_document(guardian, parent):
    consent = at_home(guardian, parent)
    values = {field.attname: getattr(consent, field.attname) for field in Consent._meta.concrete_fields}

    with pytest.raises(DatabaseError, match="consent_way_is_its_own"), transaction.atomic():
        Consent.objects.bulk_create(
            [Consent(**values | {"id": guardian.pk, "way": "enrolment", "evidence": "inschrijving"})]
        )


def test_an_answer_is_never_rewritten(guardian, parent):
    consent = at_home(guardian, parent)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(answer=NO)


def test_a_guardian_does_not_answer_as_the_pupil(guardian, parent):
    with pytest.raises(ConsentNotPossible):
        by_the_child(guardian, parent, answered_by=guardian.person)


def test_a_guardian_of_another_child_does_not_answer(guardian, parent):
    other = GuardianFactory()

    with pytest.raises(ConsentNotPossible):
        at_home(other, parent, answered_by=guardian.person)


def test_a_guardian_does_not_answer_as_the_other_guardian(guardian, parent):
    other = GuardianFactory(pupil=guardian.pupil)

    with pytest.raises(ConsentNotPossible):
        at_home(guardian, parent, answered_by=other.person)


def test_a_child_answers_on_its_own_account(guardian):
    child = UserFactory(person=guardian.pupil.person)

    consent = by_the_child(guardian, child)

    assert standing_answers(guardian.pupil, AFTER_SCHOOL) == {PUPIL: consent}


def test_a_child_does_not_answer_on_the_account_of_another_family(guardian):
    stranger = UserFactory(person=GuardianFactory().person)

    with pytest.raises(ConsentNotPossible):
        by_the_child(guardian, stranger)


def test_nobody_asks_the_pupil_for_what_happens_in_school_time(guardian, parent):
    with pytest.raises(ConsentNotPossible):
        by_the_child(guardian, parent, purpose=IN_SCHOOL_TIME)


def school_staff(pupil: Pupil) -> list[User]:
    return [school_coordinator(pupil.organisation), teacher_of(ClassPlaceFactory(pupil=pupil).school_class)]


@pytest.mark.parametrize("way", [ConsentWay.SPOKEN, ConsentWay.PAPER])
def test_the_school_writes_down_what_a_guardian_said_under_the_guardians_name(guardian, way):
    for staff in school_staff(guardian.pupil):
        consent = at_home(guardian, staff, way=way)

        assert (consent.answered_by, consent.written_by) == (guardian.person, staff)


@pytest.mark.parametrize("way", [ConsentWay.SPOKEN, ConsentWay.PAPER])
def test_nobody_outside_the_school_writes_an_answer_down(guardian, way):
    strangers = [
        school_coordinator(SchoolFactory()),
        coordinator(guardian.pupil.organisation),
        teacher_of(ClassPlaceFactory().school_class),
        UserFactory(person=GuardianFactory(pupil=guardian.pupil).person),
    ]

    for stranger in strangers:
        with pytest.raises(ConsentNotPossible):
            at_home(guardian, stranger, way=way)


def test_the_school_does_not_answer_on_the_page(guardian):
    for staff in school_staff(guardian.pupil):
        with pytest.raises(ConsentNotPossible):
            at_home(guardian, staff)


def test_the_school_does_not_answer_without_a_guardians_name(guardian):
    staff = school_coordinator(guardian.pupil.organisation)

    for somebody in (staff.person, PersonFactory(), guardian.pupil.person):
        with pytest.raises(ConsentNotPossible):
            at_home(guardian, staff, way=ConsentWay.SPOKEN, answered_by=somebody)


def test_the_school_coordinators_own_child_is_answered_for_on_the_page(guardian):
    staff = school_coordinator(guardian.pupil.organisation)
    own = GuardianFactory(pupil=guardian.pupil, person=staff.person)

    with pytest.raises(ConsentNotPossible):
        at_home(own, staff, way=ConsentWay.SPOKEN)
    assert at_home(own, staff).way == ConsentWay.PAGE


def test_no_parent_is_overruled_by_the_other(guardian, parent):
    other = GuardianFactory(pupil=guardian.pupil)
    others_account = UserFactory(person=other.person)
    at_home(guardian, parent, purpose=IN_SCHOOL_TIME, answer=NO)
    at_home(
        guardian,
        others_account,
        purpose=IN_SCHOOL_TIME,
        answer=YES,
        answered_by=other.person,
        at=AT + timedelta(days=1),
    )

    stands = standing_answers(guardian.pupil, IN_SCHOOL_TIME)[GUARDIAN]

    assert (stands.answer, stands.answered_by) == (NO, guardian.person)
    assert not family_has_agreed(guardian.pupil, True, on=AT.date())
    assert held_back([guardian.pupil.pk], in_school_time=True, on=AT.date()) == {guardian.pupil.pk}


def test_a_parent_who_said_no_can_change_their_own_mind(guardian, parent):
    at_home(guardian, parent, purpose=IN_SCHOOL_TIME, answer=NO)
    at_home(guardian, parent, purpose=IN_SCHOOL_TIME, answer=YES, at=AT + timedelta(days=1))

    assert family_has_agreed(guardian.pupil, True, on=AT.date())


def heard(guardian: Guardian, staff: User, **changed: Any) -> Consent:
    return at_home(guardian, staff, way=ConsentWay.PHONE, **changed)


def test_a_childs_yes_stands_beside_what_its_parent_said_in_the_same_conversation(guardian):
    staff = school_coordinator(guardian.pupil.organisation)

    of_parent = heard(guardian, staff)
    own = by_the_child(guardian, staff, way=ConsentWay.PHONE, heard_with=of_parent)

    assert own.heard_with == of_parent
    assert family_has_agreed(guardian.pupil, in_school_time=False, on=AT.date())


def test_r_nev_01_a_school_does_not_write_down_a_childs_yes_by_itself(guardian):
    staff = school_coordinator(guardian.pupil.organisation)
    colleague = school_coordinator(guardian.pupil.organisation)
    long_ago = heard(guardian, staff, at=AT - timedelta(hours=2))
    to_a_colleague = heard(guardian, colleague)
    on_paper = at_home(guardian, staff, way=ConsentWay.PAPER)

    for beside in (None, long_ago, to_a_colleague, on_paper):
        with pytest.raises(ConsentNotPossible):
            by_the_child(guardian, staff, way=ConsentWay.PHONE, heard_with=beside)

    assert not Consent.objects.filter(party=PUPIL).exists()


@pytest.mark.parametrize("answer", [NO, LATER])
def test_a_childs_no_is_written_down_by_itself(guardian, answer):
    staff = school_coordinator(guardian.pupil.organisation)

    consent = by_the_child(guardian, staff, way=ConsentWay.SPOKEN, answer=answer)

    assert standing_answers(guardian.pupil, AFTER_SCHOOL) == {PUPIL: consent}


def test_r_nev_01_the_database_refuses_a_childs_yes_that_stands_alone(guardian):
    text = ConsentTextFactory(purpose=AFTER_SCHOOL, party=PUPIL)
    alone = {"pupil": guardian.pupil, "purpose": AFTER_SCHOOL, "party": PUPIL, "answer": YES, "text": text}

    with pytest.raises(DatabaseError, match="consent_childs_yes_is_its_own"), transaction.atomic():
        ConsentFactory(**alone, way=ConsentWay.PHONE, evidence="aan de telefoon")


@pytest.mark.parametrize("way", [ConsentWay.PHONE, ConsentWay.SPOKEN, ConsentWay.PAPER])
def test_what_was_heard_says_where(guardian, way):
    staff = school_coordinator(guardian.pupil.organisation)

    with pytest.raises(ConsentNotPossible):
        at_home(guardian, staff, way=way, evidence=" ")


def test_an_answer_belongs_to_the_words_that_were_read(guardian, parent):
    other = ConsentTextFactory(purpose=IN_SCHOOL_TIME, party=GUARDIAN)

    with pytest.raises(ConsentNotPossible):
        at_home(guardian, parent, text=other)


def test_the_same_words_are_kept_once_and_never_rewritten():
    facts = {"purpose": AFTER_SCHOOL, "party": GUARDIAN, "language": "ar"}
    first = consents.keep_text(**facts, words="هل توافقون؟", at=AT)
    again = consents.keep_text(**facts, words="هل توافقون؟", at=AT + timedelta(days=1))
    other = consents.keep_text(**facts, words="هل توافقون الآن؟", at=AT)

    assert (first == again, first == other, first.first_used_at) == (True, False, AT)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        type(first).objects.filter(pk=first.pk).update(words="iets anders")
