"""What a school, a programme and a college say to each other before they begin: about places, not about people."""

from django.utils.translation import gettext_lazy as _

from tandem.privacy.register.terms import Basis, Erasure, Period, Table

_OF_THE_SCHOOL = _("van de school; wie het schreef, staat bij die persoon zelf")

TABLES = (
    Table(
        "initiatives.Justification",
        _("waarom een school meedoet"),
        basis=Basis.AGREEMENT,
        period=Period.ORGANISATION,
        erasure=Erasure.KEPT,
        why_kept=_OF_THE_SCHOOL,
        by="written_by confirmed_by",
        other=(
            "id initiative site themes pupil_actions teacher_actions school_actions means other_means document "
            "document_url document_page taken_from written_at confirmed_at"
        ),
    ),
)
