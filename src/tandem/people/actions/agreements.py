"""That a school's board agreed how its pupils' data are kept: before that, none of its pupils is here."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tandem.core import audit
from tandem.people.enums import OrganisationKind
from tandem.people.models import Organisation, ProcessingAgreement, User
from tandem.people.queries.agreements import has_agreement


class NoProcessingAgreement(Exception):
    """The board of a school has not agreed yet; the sentence says what is missing and who can mend it."""


class AgreementNotPossible(Exception):
    """Dates that cannot be true, or an organisation that is no school."""


@transaction.atomic
def record(
    *,
    organisation: Organisation,
    board: str,
    version: str,
    signed_date: date,
    ends_date: date | None = None,
    by: User,
    at: datetime,
) -> ProcessingAgreement:
    """Record that `by` saw the agreement its board signed, in which version of the text."""
    if organisation.kind != OrganisationKind.SCHOOL or signed_date > localdate(at):
        raise AgreementNotPossible("Only what a school's board has signed can be recorded.")
    agreement = ProcessingAgreement(
        organisation=organisation,
        board=board,
        version=version,
        signed_date=signed_date,
        ends_date=ends_date,
        seen_by=by,
        seen_at=at,
    )
    agreement.full_clean()
    agreement.save()
    audit.record(
        "processing_agreement.recorded",
        target=agreement,
        by=by,
        at=at,
        organisation=organisation,
        version=version,
        signed_date=signed_date,
    )
    return agreement


@transaction.atomic
def end(*, agreement: ProcessingAgreement, last_date: date, by: User, at: datetime) -> ProcessingAgreement:
    """Say on which day an agreement ends; after it no pupil of the school comes in and nothing new is published."""
    agreement.ends_date = last_date
    agreement.full_clean()
    agreement.save(update_fields=["ends_date"])
    audit.record(
        "processing_agreement.ended",
        target=agreement,
        by=by,
        at=at,
        organisation=agreement.organisation,
        last_date=last_date,
    )
    return agreement


def refuse_without(organisation: Organisation, *, at: datetime) -> None:
    """Refuse whatever brings in a pupil of a school whose board has not agreed."""
    if not has_agreement(organisation, on=localdate(at)):
        raise NoProcessingAgreement(
            _(
                "Van %(school)s mogen er nog geen leerlingen in Tandem: de verwerkingsovereenkomst met het "
                "schoolbestuur is niet genoteerd. De schoolcoördinator noteert ze bij School, Overeenkomst."
            )
            % {"school": organisation.name}
        )
