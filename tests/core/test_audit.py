import hashlib
import threading
import uuid
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import ProgrammingError, connection, connections, transaction

from tandem.core import audit, audit_chain
from tandem.core.audit_chain import Fault, Head, Verified
from tandem.core.models import AuditEvent, AuditLink
from tandem.people.models import Organisation
from tests.factories.people import OrganisationFactory, PupilFactory, UserFactory

AT = datetime(2026, 11, 2, 10, tzinfo=UTC)
PLATFORM = uuid.UUID(int=0)


def settle() -> None:
    """Let the database do now what it does when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def do(organisation: Organisation | None, *actions: str, **facts: object) -> list[AuditEvent]:
    subject = organisation or OrganisationFactory()
    return [
        audit.record(action, target=subject, by=None, at=AT, organisation=organisation, **facts) for action in actions
    ]


@pytest.mark.django_db
def test_a_read_says_who_whose_what_and_for_what():
    pupil, other, reader = PupilFactory(), PupilFactory(), UserFactory()
    for person in (pupil.person, other.person):
        audit.record_read(
            whose=person, what="pupil.notes", purpose="kwaliteit", by=reader, at=AT, organisation=pupil.organisation
        )

    [read] = audit.reads_of(pupil.person_id)

    assert (read.by_id, read.at, read.organisation_id, read.facts) == (
        reader.pk,
        AT,
        pupil.organisation_id,
        {"what": "pupil.notes", "purpose": "kwaliteit"},
    )


@pytest.mark.django_db
def test_each_organisation_has_a_chain_of_its_own():
    one, other = OrganisationFactory(), OrganisationFactory()

    do(one, "a", "b")
    do(other, "c")
    do(None, "d")
    settle()

    links = set(AuditLink.objects.values_list("chain", "number"))
    assert links == {(one.pk, 1), (one.pk, 2), (other.pk, 1), (PLATFORM, 1)}
    assert audit_chain.verify() == Verified(4, 3, 0, ())


@pytest.mark.django_db
def test_a_link_is_the_hash_of_the_one_before_it_and_the_digest_of_its_event():
    """Counted here by hand, in another language than the database's."""
    school = OrganisationFactory()
    events = do(school, "a", "b", subject="taal", times=2)
    settle()

    before, counted = b"", []
    for number, event in enumerate(events, start=1):
        told = "|".join(
            [
                str(event.pk),
                str(int(AT.timestamp() * 1_000_000)),
                event.action,
                "-",
                str(school.pk),
                "people.organisation",
                str(school.pk),
                '{"times": 2, "subject": "taal"}',
            ]
        )
        digest = hashlib.sha256(bytes(event.salt) + told.encode()).digest()
        before = hashlib.sha256(before + school.pk.bytes + number.to_bytes(8, "big") + digest).digest()
        counted.append((digest, before))

    assert [(bytes(link.digest), bytes(link.hash)) for link in AuditLink.objects.order_by("number")] == counted


@pytest.mark.django_db
def test_what_is_rolled_back_leaves_no_link():
    school = OrganisationFactory()
    with transaction.atomic():
        do(school, "a")
        transaction.set_rollback(True)
    do(school, "b")
    settle()

    assert audit_chain.verify() == Verified(1, 1, 0, ())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_auditevent SET action = 'other'",
        "DELETE FROM core_auditevent",
        "INSERT INTO core_auditlink (chain, number, event_id, digest, hash) VALUES (gen_random_uuid(), 9, 9, '', '')",
        "UPDATE core_auditlink SET number = 9",
        "DELETE FROM core_auditlink",
    ],
)
def test_serving_changes_neither_event_nor_link(statement):
    do(OrganisationFactory(), "a")
    settle()

    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE core_auditevent SET facts = '{\"n\": 9}' WHERE action = 'b'", "its event was changed"),
        ("UPDATE core_auditevent SET by_id = gen_random_uuid() WHERE action = 'b'", "its event was changed"),
        ("UPDATE core_auditevent SET at = at + interval '1 microsecond' WHERE action = 'b'", "its event was changed"),
        ("DELETE FROM core_auditevent WHERE action = 'b'", "its event was removed, and nobody erased it"),
        ("UPDATE core_auditlink SET digest = 'x' WHERE number = 2", "the link was changed"),
    ],
)
def test_verify_finds_what_the_owner_of_the_tables_changed(as_owner: psycopg.Connection, statement, why):
    school = OrganisationFactory()
    with transaction.atomic():
        do(school, "a", "b", "c", n=1)

    as_owner.execute(statement)

    assert audit_chain.verify().faults == (Fault(school.pk, 2, why),)


@pytest.mark.django_db(transaction=True)
def test_verify_finds_a_link_that_was_taken_out(as_owner: psycopg.Connection):
    school = OrganisationFactory()
    with transaction.atomic():
        do(school, "a", "b", "c")

    as_owner.execute("DELETE FROM core_auditlink WHERE number = 2")

    assert audit_chain.verify().faults == (
        Fault(school.pk, 0, "an event has no link"),
        Fault(school.pk, 3, "links before it are missing"),
    )


@pytest.mark.django_db(transaction=True)
def test_verify_finds_an_end_that_was_cut_off_by_the_heads_noted_elsewhere(
    as_owner: psycopg.Connection, tmp_path: Path
):
    school = OrganisationFactory()
    with transaction.atomic():
        do(school, "a", "b")
    file = tmp_path / "audit" / "heads.log"
    audit_chain.note_heads(file, audit_chain.heads(), at=AT)
    as_owner.execute("DELETE FROM core_auditlink WHERE number = 2; DELETE FROM core_auditevent WHERE action = 'b'")

    alone, beside = audit_chain.verify(), audit_chain.verify(audit_chain.noted_heads(file))

    assert alone.faults == ()
    assert beside.faults == (Fault(school.pk, 2, "the link is not the one that was noted"),)


@pytest.mark.django_db
def test_an_erased_event_leaves_its_link_and_a_note_and_the_chain_holds():
    school, officer = OrganisationFactory(), UserFactory()
    first, _ = do(school, "a", "b", words="van Amina")
    settle()

    erased = audit_chain.erase_events([first.pk], by=officer.pk, at=AT)
    settle()

    assert erased == 1
    assert audit_chain.verify() == Verified(3, 1, 1, ())
    note = AuditEvent.objects.get(action="audit.erased")
    assert (note.by_id, note.organisation_id, note.facts) == (officer.pk, school.pk, {"events": [first.pk]})


@pytest.mark.django_db
def test_the_note_of_an_erasure_cannot_be_erased():
    [event] = do(OrganisationFactory(), "a")
    audit_chain.erase_events([event.pk], by=None, at=AT)

    note = AuditEvent.objects.get(action="audit.erased")

    assert audit_chain.erase_events([note.pk], by=None, at=AT) == 0


@pytest.mark.django_db
def test_the_file_of_heads_only_grows(tmp_path: Path):
    file, school = tmp_path / "audit" / "heads.log", OrganisationFactory()
    for action in ("a", "b"):
        do(school, action)
        settle()
        audit_chain.note_heads(file, audit_chain.heads(), at=AT)

    assert file.stat().st_mode & 0o777 == 0o600
    assert [(head.chain, head.number) for head in audit_chain.noted_heads(file)] == [(school.pk, 1), (school.pk, 2)]
    assert audit_chain.verify(audit_chain.noted_heads(file)).faults == ()
    wrong = Head(school.pk, 1, "00" * 32)
    assert audit_chain.verify([wrong]).faults == (Fault(school.pk, 1, "the link is not the one that was noted"),)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_whole_chains_whatever_order_they_work_in():
    schools = [OrganisationFactory() for _ in range(3)]
    together = threading.Barrier(4)
    failed: list[Exception] = []

    def work(turn: int) -> None:
        together.wait()
        try:
            for _ in range(10):
                with transaction.atomic():
                    for school in schools if turn % 2 else reversed(schools):
                        audit.record("a", target=school, by=None, at=AT, organisation=school)
        except Exception as error:  # told below
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[turn]) for turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert audit_chain.verify() == Verified(120, 3, 0, ())
