"""What is kept about somebody on paper, and the register and annex for the school's agreement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from tandem.core import pdf
from tandem.privacy.queries.everything import Everything, Part, as_read
from tandem.privacy.register import TABLES, Field, Period, Sensitivity, Table
from tandem.privacy.register.words import WORDS
from tandem.privacy.retention import published


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
        filled = [
            (str(WORDS.get(name, name)), as_read(_called(part.table, name, value))) for name, value in row.items()
        ]
        rows += [[str(number), label, text] for label, text in filled if text]
    if part.left_out:
        rows.append(["", _("hier weggelaten"), ", ".join(part.left_out)])
    return pdf.Section(
        title=f"{part.what} ({part.purpose}; {part.basis})",
        columns=[
            pdf.PaperColumn(_("Nr."), "short"),
            pdf.PaperColumn(_("Wat"), "short"),
            pdf.PaperColumn(_("Wat er staat")),
        ],
        rows=rows,
    )


def _called(table: str, name: str, value: Any) -> Any:
    """Return a value as people call it, where the database keeps a code: paper is read, never parsed."""
    field = apps.get_model(table)._meta.get_field(name)
    if name == "language" and value in settings.FAMILY_LANGUAGES:
        return get_language_info(value)["name_translated"]
    labels = {code: str(label) for code, label in getattr(getattr(field, "base_field", field), "flatchoices", [])}
    if isinstance(value, list):
        return [labels.get(each, each) for each in value]
    return labels.get(value, value) if isinstance(value, str) else value


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


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One table of the register, in words."""

    what: str
    fields: str
    sensitive: str
    purpose: str
    basis: str
    kept: str
    readers: str
    erased: str


def register_lines() -> list[RegisterLine]:
    """Return the register as people read it, what is not personal left out."""
    lengths = dict(zip(Period, (row[1] for row in published()), strict=True))
    return [_line(table, lengths) for table in TABLES if table.is_personal]


def _line(table: Table, lengths: Mapping[Period, str]) -> RegisterLine:
    def words(*levels: Sensitivity) -> str:
        return ", ".join(dict.fromkeys(_word(each) for each in table.fields if each.sensitivity in levels))

    return RegisterLine(
        what=str(table.what),
        fields=words(Sensitivity.ORDINARY, Sensitivity.THIRD, Sensitivity.SECRET),
        sensitive=words(Sensitivity.SENSITIVE, Sensitivity.AT_SCHOOL),
        purpose=str(table.purpose.label),
        basis=str(table.basis.label),
        kept=f"{table.period.label}: {lengths[table.period]}",
        readers=", ".join(str(reader.label) for reader in table.readers),
        erased=f"{table.erasure.label}" + (f": {table.why_kept}" if table.why_kept else ""),
    )


def _word(field: Field) -> str:
    if field.sensitivity == Sensitivity.SECRET:
        return _("versleuteld of geheim")
    return str(WORDS.get(field.name, _("wie het deed") if field.name in field.table.by.split() else field.name))


def register_paper(*, at: datetime) -> bytes:
    """Return the register of processing (article 30 of the GDPR) as A4."""
    return pdf.report(
        [_told(line) for line in register_lines()] + [_periods()],
        title=_("Verwerkingsregister van Tandem"),
        intro=[
            _("Dit register komt uit Tandem zelf: elk veld dat persoonsgegevens kan bevatten, staat erin."),
            _("Verwerkingsverantwoordelijke is de school; het programma en Tandem verwerken in haar opdracht."),
        ],
        at=at,
    )


def annex_paper(*, at: datetime) -> bytes:
    """Return the privacy annex to the school's processing agreement as A4."""
    lines = register_lines()
    kinds = pdf.Section(
        title=_("Welke gegevens, waarvoor en hoe lang"),
        columns=[pdf.PaperColumn(_("Gegevens")), pdf.PaperColumn(_("Waarvoor")), pdf.PaperColumn(_("Hoe lang"))],
        rows=[[line.what, f"{line.purpose}; {line.basis}", line.kept] for line in lines],
    )
    readers = pdf.Section(
        title=_("Wie leest wat"),
        columns=[pdf.PaperColumn(_("Gegevens")), pdf.PaperColumn(_("Gelezen door"))],
        rows=[[line.what, line.readers] for line in lines],
    )
    measures = pdf.Section(
        title=_("Hoe het beveiligd is"),
        columns=[pdf.PaperColumn(_("Maatregel"))],
        rows=[[measure] for measure in _measures()],
    )
    return pdf.report(
        [kinds, readers, measures],
        title=_("Privacybijlage bij de verwerkersovereenkomst"),
        intro=[
            _("Tandem organiseert begeleiding van leerlingen door studenten en vrijwilligers."),
            _("Over wie: leerlingen, hun ouders en verzorgers, tutors en medewerkers van school en programma."),
            _("Niet in Tandem: rijksregister- of burgerservicenummers, toetsuitslagen, zorgdossiers, diagnoses."),
        ],
        notes=[_("Deze bijlage komt uit hetzelfde register als de software: klopt het ene, dan klopt het andere.")],
        at=at,
    )


def _measures() -> list[str]:
    return [
        _("Notities over een leerling zijn versleuteld met een sleutel van die leerling alleen."),
        _("Wie gewist wordt, verliest die sleutel: ook in reservekopieën is de tekst dan niet meer te lezen."),
        _("Wie een dossier opent en er niet bij hoort, wordt genoteerd; leerling en ouders zien wie keek."),
        _("Het spoor van wie wat deed is een keten die niemand ongemerkt verandert."),
        _("Medewerkers die leerlingen zien, melden aan met een tweede stap."),
        _("Elke nacht gaat weg wat lang genoeg bewaard is; een maand vooraf krijgt de coördinator bericht."),
    ]


def _told(line: RegisterLine) -> pdf.Section:
    rows = [
        [_("Gegevens"), line.fields],
        [_("Gevoelig"), line.sensitive],
        [_("Waarvoor"), line.purpose],
        [_("Grondslag"), line.basis],
        [_("Hoe lang"), line.kept],
        [_("Gelezen door"), line.readers],
        [_("Bij wissen"), line.erased],
    ]
    return pdf.Section(
        title=line.what[:1].upper() + line.what[1:],
        columns=[pdf.PaperColumn(_("Wat"), "short"), pdf.PaperColumn(_("Hoe"))],
        rows=[row for row in rows if row[1]],
    )


def _periods() -> pdf.Section:
    return pdf.Section(
        title=_("Bewaartermijnen"),
        columns=[pdf.PaperColumn(_("Wat")), pdf.PaperColumn(_("Hoe lang"))],
        rows=[list(row) for row in published()],
    )
