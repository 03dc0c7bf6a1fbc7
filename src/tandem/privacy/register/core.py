"""Traces, messages and keys."""

from django.utils.translation import gettext_lazy as _

from tandem.privacy.register.terms import Basis, Erasure, Period, Purpose, Reader, Table, structure

TABLES = (
    Table(
        "core.AuditEvent",
        _("wie wat deed of las, en wanneer"),
        purpose=Purpose.SAFETY,
        basis=Basis.DUTY,
        period=Period.TRAIL,
        readers=(Reader.SELF, Reader.FAMILY, Reader.PROGRAMME),
        erasure=Erasure.BLANKED,
        why_kept=_("nummers blijven, om misbruik te kunnen nagaan; wat erbij geschreven is, gaat weg"),
        about=("target_id",),
        ordinary="by_id at action target_id facts",
        other="id organisation_id target_type salt",
    ),
    structure(
        "core.AuditLink", _("de keten van het spoor: alleen rekensommen"), "id chain number event_id digest hash"
    ),
    Table(
        "core.OutboxMessage",
        _("berichten die nog weg moeten of weg zijn"),
        purpose=Purpose.OPERATE,
        period=Period.MESSAGES,
        readers=(Reader.NOBODY,),
        third="payload key",
        other="id kind created_at due_at sent_at attempts last_error",
    ),
    Table(
        "core.SignInTry",
        _("pogingen om aan te melden, versleuteld"),
        purpose=Purpose.SIGN_IN,
        basis=Basis.INTEREST,
        period=Period.SIGN_IN,
        readers=(Reader.NOBODY,),
        erasure=Erasure.KEPT,
        why_kept=_("versleuteld en na een dag weg"),
        hidden="address account device",
        other="id kind known outcome at",
    ),
    Table(
        "core.KnownDevice",
        _("toestellen waarop iemand eerder aanmeldde, versleuteld"),
        purpose=Purpose.SIGN_IN,
        basis=Basis.INTEREST,
        period=Period.SIGN_IN,
        readers=(Reader.NOBODY,),
        erasure=Erasure.KEPT,
        why_kept=_("versleuteld, en weg na de bewaartermijn"),
        hidden="account device",
        other="id first_at last_at",
    ),
    Table(
        "core.Work",
        _("lang werk op de achtergrond; alleen nummers"),
        purpose=Purpose.OPERATE,
        basis=Basis.AGREEMENT,
        period=Period.MESSAGES,
        readers=(Reader.NOBODY,),
        erasure=Erasure.KEPT,
        why_kept=_("er staan alleen nummers in"),
        by="by_id",
        other="id kind target_id status asked_at finished_at outcome",
    ),
    Table(
        "core.DataKey",
        _("de sleutel van iemands notities"),
        purpose=Purpose.SAFETY,
        basis=Basis.DUTY,
        readers=(Reader.NOBODY,),
        about=("owner_id",),
        ordinary="owner_id",
        hidden="wrapped",
        other="id wrapped_by",
    ),
)
