import pytest
from django.utils import translation

from tandem.initiatives.queries import children_with_requests
from tandem.initiatives.wording import PLAIN, Wording, wording_for, wording_of
from tests.factories.initiatives import InitiativeFactory, RequestFactory
from tests.factories.people import FIRST_DAY, GuardianFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_what_an_initiative_leaves_open_is_said_in_the_language_of_the_reader():
    wording = wording_of(InitiativeFactory(tutor_label="studiemaatje"))

    with translation.override("nl"):
        assert wording == Wording("studiemaatje", "samen leren", "groepje")


def test_a_family_reads_the_words_of_its_own_initiative():
    guardian = GuardianFactory()
    RequestFactory(pupil=guardian.pupil, initiative=InitiativeFactory(activity_label="leesclub", team_label="ploeg"))
    RequestFactory(initiative=InitiativeFactory(activity_label="rekenclub"))
    child = children_with_requests(UserFactory(person=guardian.person), on=FIRST_DAY).get()

    assert wording_for(child) == Wording(PLAIN.tutor, "leesclub", "ploeg")


def test_a_family_for_whom_nothing_is_asked_reads_plain_words():
    guardian = GuardianFactory()
    child = children_with_requests(UserFactory(person=guardian.person), on=FIRST_DAY).get()

    assert wording_for(child) == PLAIN
