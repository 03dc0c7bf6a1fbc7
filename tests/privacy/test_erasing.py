from datetime import UTC, datetime

import pytest
from django.db import transaction

from tandem.core import audit, audit_chain
from tandem.core.models import AuditEvent, DataKey
from tandem.people.models import Consent, Person
from tandem.privacy.actions.erasing import erase_again, erase_person, forget_mail
from tandem.privacy.models import Erased
from tandem.privacy.queries.erasing import plan_for
from tests.factories.initiatives import RequestFactory
from tests.factories.people import ConsentFactory, GuardianFactory, PersonFactory, PupilFactory, UserFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 2, 10, tzinfo=UTC)


def test_showing_what_would_go_changes_nothing():
    request = RequestFactory(goal="breuken")

    plan = plan_for(request.pupil.person, on=AT.date())

    counts = {step.model: step.count for step in plan.steps}
    assert (counts["people.Person"], counts["initiatives.Request"], counts["core.DataKey"]) == (1, 1, 1)
    request.refresh_from_db()
    assert (request.goal, Erased.objects.count()) == ("breuken", 0)


def test_the_word_a_parent_gave_for_a_child_stays_when_the_parent_goes():
    pupil, parent = PupilFactory(), PersonFactory()
    GuardianFactory(pupil=pupil, person=parent)
    ConsentFactory(pupil=pupil, answered_by=parent)

    erase_person(person=parent, by=None, at=AT)

    assert Consent.objects.get().answered_by.full_name == "(gewist)"
    assert Person.objects.get(pk=pupil.person_id).full_name != "(gewist)"


def test_the_trail_keeps_that_something_happened_and_the_chain_holds():
    pupil, by = PupilFactory(), UserFactory()
    audit.record("pupil.remarked", target=pupil, by=by, at=AT, words="vertelde veel")

    erase_person(person=pupil.person, by=by, at=AT)

    assert "vertelde veel" not in repr(list(AuditEvent.objects.values_list("facts", flat=True)))
    actions = list(AuditEvent.objects.order_by("pk").values_list("action", "by_id"))
    assert actions == [("audit.erased", by.pk), ("person.erased", by.pk)]


def test_who_comes_back_with_an_old_backup_is_erased_again():
    pupil = PupilFactory(person__given_name="Amina")
    stays = PupilFactory(person__given_name="Bram")
    Erased.objects.create(person_id=pupil.person_id, erased_at=AT)
    RequestFactory(pupil=pupil, goal="breuken")

    again = [erase_again(at=AT), erase_again(at=AT)]

    assert again == [1, 0]
    assert Person.objects.get(pk=pupil.person_id).given_name == "(gewist)"
    assert Person.objects.get(pk=stays.person_id).given_name == "Bram"
    assert (pupil.requests.count(), DataKey.objects.filter(owner_id=pupil.person_id).count()) == (0, 0)


def test_mail_that_names_the_person_goes_and_other_mail_stays(settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path)
    for name, words in (("a", "Dag Amina El =\nIdrissi"), ("b", "Dag Bram")):
        (tmp_path / name).write_text(f"Content-Transfer-Encoding: quoted-printable\n\n{words}\n")

    removed = forget_mail(["Amina El Idrissi"])

    assert (removed, sorted(path.name for path in tmp_path.iterdir())) == (1, ["b"])


def test_nobody_can_be_half_erased():
    pupil = PupilFactory(person__given_name="Amina")
    with transaction.atomic():
        erase_person(person=pupil.person, by=None, at=AT)
        transaction.set_rollback(True)

    assert (Person.objects.get(pk=pupil.person_id).given_name, Erased.objects.count()) == ("Amina", 0)
    assert audit_chain.verify().faults == ()
