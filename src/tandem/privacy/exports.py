"""What is kept about somebody on paper, and the register and annex for the school's agreement."""

from datetime import datetime

from django.utils.translation import gettext as _

from tandem.core import pdf
from tandem.privacy.queries.everything import Everything, Part, as_read
from tandem.privacy.register.words import WORDS


def everything_paper(everything: Everything, *, at: datetime) -> bytes:
    """Return all that is kept about a person as A4, in words."""
    return pdf.report(
        [_section(part) for part in everything.parts] + _did(everything),
        title=_("Wat Tandem over %(name)s bewaart") % {"name": everything.name},
        intro=[
            _("Dit is alles wat in Tandem over u of uw kind staat, en waarvoor."),
            _("Klopt er iets niet, of wilt u dat het gewist wordt? Zeg het aan de school."),
        ],
        notes=[_("Wat over iemand anders gaat, staat hier niet bij: dat is aan die persoon.")],
        at=at,
    )


def _section(part: Part) -> pdf.Section:
    rows = []
    for number, row in enumerate(part.rows, start=1):
        filled = [(str(WORDS.get(name, name)), as_read(value)) for name, value in row.items()]
        rows += [[str(number), label, text] for label, text in filled if text]
    if part.left_out:
        rows.append(["", _("hier weggelaten"), ", ".join(part.left_out)])
    return pdf.Section(
        title=f"{part.what} ({part.purpose}; {part.basis})",
        columns=[pdf.PaperColumn(_("Nr.")), pdf.PaperColumn(_("Wat")), pdf.PaperColumn(_("Wat er staat"))],
        rows=rows,
    )


def _did(everything: Everything) -> list[pdf.Section]:
    if not everything.did:
        return []
    return [
        pdf.Section(
            title=_("Wat deze persoon zelf deed, en dat bij iemand anders hoort"),
            columns=[pdf.PaperColumn(_("Wat")), pdf.PaperColumn(_("Hoe vaak"), "number")],
            rows=[[what, str(count)] for what, count in everything.did.items()],
        )
    ]
