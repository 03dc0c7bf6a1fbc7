"""The workbook a school or office can fill in when it has no list of its own."""

import io
from dataclasses import dataclass

import xlsxwriter
from django.utils.translation import gettext as _

from tandem.scheduling.intake.headers import EXAMPLE

_ROWS = 500
_DAYS = ("ma", "di", "wo", "do", "vr")
_SUBJECTS = (
    "rekenen",
    "taal",
    "begrijpend lezen",
    "technisch lezen",
    "woordenschat",
    "spelling",
    "Nederlands",
    "wiskunde",
    "Engels",
    "Frans",
    "huiswerk",
)
_YEARS = (
    *(f"groep {year}" for year in range(1, 9)),
    *(f"{year}e leerjaar" for year in range(1, 7)),
    *(f"{year}e middelbaar" for year in range(1, 8)),
)


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    example: str
    explanation: str
    choices: tuple[str, ...] = ()
    width: int = 18


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    purpose: str
    columns: tuple[_Column, ...]


def _sheets() -> tuple[_Sheet, ...]:
    """The sheets stay in Dutch whoever asks for them: they are read back by their Dutch headings."""
    return (
        _Sheet(
            "Leerlingen",
            "Alle leerlingen van de groepen of klassen die meedoen, één rij per leerling.",
            (
                _Column(
                    "Leerlingnummer",
                    EXAMPLE,
                    "Het eigen nummer van de school. Nooit een BSN of rijksregisternummer: dat wordt weggegooid.",
                ),
                _Column("Roepnaam", "Noor", "Hoe de leerling genoemd wordt."),
                _Column(
                    "Tussenvoegsel",
                    "van den",
                    "Alleen als het er is, met kleine letters. In Vlaanderen hoort “Van den” bij de achternaam.",
                    width=14,
                ),
                _Column("Achternaam", "Berg", "Zonder tussenvoegsel."),
                _Column("Geboortedatum", "12-05-2016", "Dag-maand-jaar."),
                _Column("Klas", "5", "Zoals de school de groep of klas noemt: 5, 7/8, 3A, schakelklas.", width=12),
                _Column(
                    "Leerjaar", "groep 5", "Groep 5 is iets anders dan het vijfde leerjaar: kies uit de lijst.", _YEARS
                ),
            ),
        ),
        _Sheet(
            "Leerkrachten",
            "Wie op welke dagen voor een groep of klas staat.",
            (
                _Column("Leerkracht", EXAMPLE, "Voor- en achternaam.", width=24),
                _Column("Klas", "5", "Dezelfde naam als bij de leerlingen.", width=12),
                _Column("Dagen", "ma, di", "Bijvoorbeeld: ma, di of wo-vr."),
                _Column("E-mail", "", "Het adres van school.", width=28),
            ),
        ),
        _Sheet(
            "Aanvragen",
            "Voor wie de school tutoring vraagt. Tandem vraagt elk gezin zelf of het meedoet.",
            (
                _Column("Leerlingnummer", EXAMPLE, "Hetzelfde nummer als bij de leerlingen."),
                _Column("Naam leerling", "Noor van den Berg", "Alleen nodig als het nummer ontbreekt.", width=24),
                _Column("Klas", "5", "", width=12),
                _Column("Vak", "rekenen", "Eén vak per rij.", _SUBJECTS),
                _Column(
                    "Keer per week",
                    "2",
                    "Leeg laten mag: dan geldt het aantal van het initiatief.",
                    ("1", "2", "3", "4", "5"),
                    14,
                ),
                _Column("Minuten", "45", "Leeg laten mag.", width=10),
                _Column(
                    "Voorrang",
                    "graag snel",
                    "Een van drie woorden, gekozen door de school; nooit een toetsscore.",
                    ("eerst", "graag snel", "kan wachten"),
                    14,
                ),
                _Column(
                    "Doel",
                    "de tafels durven gebruiken",
                    "In gewone woorden, zoals u het tegen het kind zegt.",
                    width=30,
                ),
                _Column(
                    "Opmerking",
                    "niet op dinsdag",
                    "Alleen wat de planning aangaat: “niet op dinsdag”, “mag gym niet missen”.",
                    width=30,
                ),
            ),
        ),
        _Sheet(
            "Tutors",
            "Wie tutor is of wil worden, en wanneer.",
            (
                _Column("Studentnummer", EXAMPLE, "Leeg laten mag."),
                _Column("Roepnaam", "Sam", ""),
                _Column("Tussenvoegsel", "", "", width=14),
                _Column("Achternaam", "Jansen", ""),
                _Column("E-mail", "sam@voorbeeld.example", "", width=28),
                _Column("Telefoon", "", ""),
                _Column(
                    "Beschikbaar",
                    "ma 9-12, do middag",
                    "In eigen woorden; de tutor kan de week later zelf schilderen.",
                    width=34,
                ),
                _Column("Vakken", "rekenen, taal", "", width=24),
                _Column("Uur per week", "4", "Hoeveel uur hoogstens.", width=12),
                _Column("Talen", "Turks", "Naast Nederlands."),
                _Column("Groepen", "groep 5-8", "Met welke groepen de tutor graag werkt."),
            ),
        ),
        _Sheet(
            "Rooster",
            "De lessen van een week. U kunt dit overslaan en de week in de browser schilderen.",
            (
                _Column("Klas", EXAMPLE, "", width=12),
                _Column("Dag", "ma", "", _DAYS, 8),
                _Column("Begin", "8:30", "", width=10),
                _Column("Einde", "9:20", "", width=10),
                _Column("Vak", "rekenen", ""),
                _Column("Leerkracht", "", ""),
                _Column("Lokaal", "", "", width=12),
            ),
        ),
        _Sheet(
            "Lestijden",
            "De uren van de school.",
            (
                _Column("Lesuur", EXAMPLE, "1, 2, 3 …", width=10),
                _Column("Begin", "8:30", "", width=10),
                _Column("Einde", "9:20", "", width=10),
                _Column("Dag", "ma t/m vr", "Leeg betekent: elke schooldag.", width=12),
            ),
        ),
        _Sheet("Lokalen", "Waar sessies mogen zijn.", (_Column("Lokaal", EXAMPLE, "", width=24),)),
        _Sheet(
            "Colleges",
            "De lesuren van studenten, waarin zij niet kunnen.",
            (
                _Column("Studentnummer", EXAMPLE, ""),
                _Column("Dag", "ma", "", _DAYS, 8),
                _Column("Begin", "9:00", "", width=10),
                _Column("Einde", "11:45", "", width=10),
            ),
        ),
    )


def template() -> bytes:
    """Return the workbook as a file."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": "Tandem", "comments": _("Voorbeeld om in te vullen")})
        sheets = _sheets()
        _explain(book, sheets)
        for sheet in sheets:
            _write(book, sheet)
    return buffer.getvalue()


def _explain(book: xlsxwriter.Workbook, sheets: tuple[_Sheet, ...]) -> None:
    title = book.add_format({"bold": True, "font_size": 16})
    bold = book.add_format({"bold": True, "top": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page = book.add_worksheet("Uitleg")
    page.set_column(0, 0, 20)
    page.set_column(1, 1, 90, wrap)
    page.hide_gridlines(2)
    page.write(0, 0, "Zo vult u dit werkboek in", title)
    lines = (
        "Vul alleen de bladen in die u nodig hebt; de andere laat u leeg.",
        "De grijze rij met het woord “voorbeeld” leest Tandem niet. U mag haar laten staan of weghalen.",
        "Voeg geen andere kolommen toe: Tandem gooit ze weg zonder ze te bewaren.",
        "Zet hier geen BSN, rijksregisternummer, toetsscores, thuistaal, diagnoses of zorgverhalen.",
        "Thuistaal vraagt Tandem aan het gezin zelf.",
        "Inlezen is eerst een proef: u ziet wat nieuw en anders is en beslist dan pas.",
    )
    for row, line in enumerate(lines, start=2):
        page.write(row, 0, f"{row - 1}.")
        page.write(row, 1, line, wrap)
    row = len(lines) + 3
    for sheet in sheets:
        page.write(row, 0, sheet.name, bold)
        page.write(row, 1, sheet.purpose, bold)
        for column in sheet.columns:
            row += 1
            page.write(row, 0, column.heading)
            page.write(row, 1, column.explanation, wrap)
        row += 2


def _write(book: xlsxwriter.Workbook, sheet: _Sheet) -> None:
    heading = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E7EEF6"})
    example = book.add_format({"italic": True, "font_color": "#6B7280", "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    for index, column in enumerate(sheet.columns):
        # Text, so that 7/8 stays 7/8 and does not become a day in August.
        page.set_column(index, index, column.width, text)
        page.write_string(0, index, column.heading, heading)
        page.write_string(1, index, column.example, example)
        if column.choices:
            page.data_validation(
                1, index, _ROWS, index, {"validate": "list", "source": _source(book, column), "error_type": "warning"}
            )


def _source(book: xlsxwriter.Workbook, column: _Column) -> list[str] | str:
    """Return the choices, by way of a hidden sheet where they are too long to stand in the rule itself."""
    if len(",".join(column.choices)) <= 255:
        return list(column.choices)
    page = book.get_worksheet_by_name("Keuzes") or book.add_worksheet("Keuzes")
    page.very_hidden()
    page.write(0, 0, "Zo vult u dit werkboek in")
    for row, choice in enumerate(column.choices, start=1):
        page.write_string(row, 0, choice)
    return f"=Keuzes!$A$2:$A${len(column.choices) + 1}"
