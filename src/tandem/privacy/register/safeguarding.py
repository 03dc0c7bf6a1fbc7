"""Signals: apart from everything else, never in anybody's export, and erased by their own clock."""

from django.utils.translation import gettext_lazy as _

from tandem.privacy.register.terms import Basis, Erasure, Period, Purpose, Reader, Table

OWN_CLOCK = _("niet door het programma: een afgeronde melding verdwijnt vanzelf na een jaar, ook bij wie gewist is")


def _of_signals(model: str, what: object, **fields: str) -> Table:
    return Table(
        f"safeguarding.{model}",
        what,  # type: ignore[arg-type]  # a lazy sentence
        purpose=Purpose.SAFETY,
        basis=Basis.DUTY,
        period=Period.CONCERN,
        readers=(Reader.NAMED,),
        erasure=Erasure.KEPT,
        why_kept=OWN_CLOCK,
        **fields,  # type: ignore[arg-type]  # names of fields
    )


TABLES = (
    _of_signals(
        "Signal",
        _("dat iemand zich zorgen maakte, en aan wie dat gemeld is"),
        third="author_id receiver_id deputy_id initiative_id site_id sent_at deputy_at read_at closed_at",
        other="id",
    ),
    _of_signals("Step", _("wat er met een melding gedaan is"), third="signal kind by_id at", other="id"),
    _of_signals(
        "Words", _("wat iemand schreef, verzegeld met een eigen sleutel"), third="signal step sealed", other="id"
    ),
    _of_signals(
        "Notice",
        _("berichten zonder inhoud aan wie een melding moet lezen"),
        third="signal to_id kind due_at attempts sent_at",
        other="id",
    ),
)
