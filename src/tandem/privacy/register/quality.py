"""Looking back on initiatives: about programmes, not about people."""

from django.utils.translation import gettext_lazy as _

from tandem.privacy.register.terms import Basis, Erasure, Period, Purpose, Table

TABLES = (
    Table(
        "quality.Evaluation",
        _("wanneer partners terugkeken op een initiatief"),
        purpose=Purpose.ACCOUNT,
        basis=Basis.AGREEMENT,
        period=Period.ORGANISATION,
        erasure=Erasure.KEPT,
        why_kept=_("verslag van de organisatie"),
        by="written_by",
        other="id initiative held_date from_date to_date notes seen next_steps groups written_at",
    ),
)
