"""The proof that somebody was erased, and shorter periods."""

from django.utils.translation import gettext_lazy as _

from tandem.privacy.register.terms import Basis, Erasure, Period, Purpose, Reader, Table, structure

TABLES = (
    Table(
        "privacy.Erased",
        _("bewijs dat iemand gewist is: een nummer, geen naam"),
        purpose=Purpose.SAFETY,
        basis=Basis.DUTY,
        period=Period.TRAIL,
        readers=(Reader.PROGRAMME,),
        erasure=Erasure.KEPT,
        why_kept=_("zodat iemand ook na het terugzetten van een reservekopie gewist blijft"),
        by="by_id",
        ordinary="person_id erased_at",
        other="id counts",
    ),
    structure("privacy.ShorterPeriod", _("kortere bewaartermijnen van een programma"), "id organisation period days"),
)
