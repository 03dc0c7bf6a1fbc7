"""What reading any table needs: its cells by field, and a place to put findings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as replaced

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tandem.core.sheets import Value
from tandem.scheduling.intake.draft import Context
from tandem.scheduling.intake.fields import Field, TableKind
from tandem.scheduling.intake.findings import Choice, Finding, FindingKind, Source
from tandem.scheduling.intake.keep import KeptColumn, KeptRow, KeptTable
from tandem.scheduling.intake.text import key
from tandem.scheduling.intake.values import text_of

TAKE, SKIP = "take", "skip"


@dataclass(slots=True)
class Notebook:
    """Collects findings, and hands out the answers that were given to them."""

    context: Context
    answers: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    def note(self, code: str, source: Source, what: str, todo: str = "", column: str = "") -> None:
        self._add(FindingKind.NOTE, code, "", source, what, todo, column)

    def problem(
        self, code: str, subject: str, source: Source, what: str, todo: str, *, column: str = "", skippable: bool = True
    ) -> str:
        """Report what makes a row unusable; the answer can only be to leave the row out."""
        choices = (Choice(SKIP, _("Deze rij overslaan")),) if skippable else ()
        return self._add(FindingKind.PROBLEM, code, subject, source, what, todo, column, choices)

    def ask(
        self,
        code: str,
        subject: str,
        source: Source,
        what: str,
        todo: str,
        choices: tuple[Choice, ...],
        *,
        column: str = "",
        suggested: str = "",
    ) -> str:
        """Ask a question and return its answer, or nothing when there is none yet."""
        return self._add(FindingKind.QUESTION, code, subject, source, what, todo, column, choices, suggested)

    def _add(
        self,
        kind: FindingKind,
        code: str,
        subject: str,
        source: Source,
        what: str,
        todo: str,
        column: str,
        choices: tuple[Choice, ...] = (),
        suggested: str = "",
    ) -> str:
        name = f"{code}:{subject}" if subject else f"{code}:{source.file}|{source.sheet}|{source.row}|{column}"
        answer = self.answers.get(name, "")
        if answer not in {choice.value for choice in choices}:
            answer = ""
        if name not in self.keys or kind is FindingKind.NOTE:
            self.keys.add(name)
            self.findings.append(
                Finding(
                    kind,
                    code,
                    name,
                    source.file,
                    source.sheet,
                    source.row or None,
                    column,
                    what,
                    todo,
                    choices,
                    suggested,
                    answer,
                )
            )
        return answer


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, asked for by field."""

    table: KeptTable
    row: KeptRow

    @property
    def source(self) -> Source:
        return Source(self.table.file, self.table.sheet, self.row.number)

    def column(self, wanted: Field) -> KeptColumn | None:
        return next((column for column in self.table.columns if column.field is wanted), None)

    def value(self, wanted: Field) -> Value:
        column = self.column(wanted)
        return self.row.cells.get(column.index) if column else None

    def text(self, wanted: Field) -> str:
        return text_of(self.value(wanted))

    def letter(self, wanted: Field) -> str:
        column = self.column(wanted)
        return column.letter if column else ""

    def many(self, wanted: Field) -> Iterator[tuple[KeptColumn, Value]]:
        for column in self.table.columns:
            if column.field is wanted and column.index in self.row.cells:
                yield column, self.row.cells[column.index]

    def identity(self) -> str:
        """Return what stays the same when the list is sorted or extended: the number, or the name and class."""
        number = self.text(Field.NUMBER)
        words = " ".join(
            self.text(field) for field in (Field.NAME, Field.GIVEN, Field.INFIX, Field.FAMILY, Field.EMAIL)
        )
        return number or f"{key(words)}|{key(self.text(Field.CLASS) or self.table.class_label)}"


def lines_of(table: KeptTable, notebook: Notebook) -> Iterator[Line]:
    """Yield the rows that count: not those struck through, hidden or left out, unless somebody said they do."""
    if (
        table.hidden
        and notebook.ask(
            "hidden_sheet",
            f"{table.file}|{table.sheet}",
            Source(table.file, table.sheet, 0),
            _("Dit blad is verborgen."),
            _("Moeten de rijen van dit blad mee?"),
            _take_or_skip(),
        )
        != TAKE
    ):
        return
    for row in table.rows:
        line = Line(table, row)
        if _is_taken(line, notebook):
            yield line


def _take_or_skip() -> tuple[Choice, ...]:
    return (Choice(TAKE, _("Ja, overnemen")), Choice(SKIP, _("Nee, overslaan")))


def _is_taken(line: Line, notebook: Notebook) -> bool:
    who = shown(line)
    subject = f"{line.table.kind}|{line.identity()}"
    if line.row.scrubbed:
        notebook.note(
            "national_number_in_cell",
            line.source,
            _("In deze rij stond een nationaal nummer tussen andere woorden. Die cel is weggegooid."),
            _("Haal het nummer uit de lijst als u haar nog eens gebruikt."),
        )
    if line.row.formulas:
        letters = ", ".join(column.letter for column in line.table.columns if column.index in line.row.formulas)
        notebook.problem(
            "formula",
            subject,
            line.source,
            _("Hier staat een formule in plaats van een waarde (kolom %(column)s).") % {"column": letters},
            _("Kopieer de kolom, plak haar als waarden en lees het bestand opnieuw in."),
            column=letters,
        )
        return False
    if (
        line.row.struck
        and notebook.ask(
            "struck",
            subject,
            line.source,
            _("%(who)s is doorgehaald.") % {"who": who},
            _("Hoort deze rij er nog bij?"),
            _take_or_skip(),
        )
        != TAKE
    ):
        return False
    if (
        line.row.partly_struck
        and notebook.ask(
            "partly_struck",
            subject,
            line.source,
            _("Een deel van de rij van %(who)s is doorgehaald.") % {"who": who},
            _("Hoort deze rij er nog bij?"),
            _take_or_skip(),
        )
        != TAKE
    ):
        return False
    return not line.row.hidden or (
        notebook.ask(
            "hidden",
            subject,
            line.source,
            _("De rij van %(who)s is verborgen.") % {"who": who},
            _("Hoort deze rij er nog bij?"),
            _take_or_skip(),
        )
        == TAKE
    )


def shown(line: Line) -> str:
    """Return how to call the row in a sentence."""
    words = " ".join(
        part for part in (line.text(field) for field in (Field.GIVEN, Field.INFIX, Field.FAMILY, Field.NAME)) if part
    )
    return words or line.text(Field.NUMBER) or _("Rij %(row)s") % {"row": line.row.number}


def table_notes(table: KeptTable, notebook: Notebook) -> None:
    """Say what stands on a sheet that is not read: remarks, colours, comments, hidden columns, unknown sheets."""
    at = Source(table.file, table.sheet, 0)
    if table.kind is TableKind.NOTHING:
        notebook.note(
            "unknown_table",
            at,
            _("Op dit blad herkent Tandem geen lijst. Er is niets van overgenomen."),
            _("Kies bij de kolommen zelf wat voor lijst dit is, als hier iets staat dat mee moet."),
        )
        return
    for number in table.footnotes:
        notebook.note(
            "footnote",
            replaced(at, row=number),
            _("Hier staat een opmerking naast of onder de lijst, die Tandem niet leest."),
            _("Kijk zelf of ze iets verandert aan wat u overneemt."),
        )
    if table.coloured:
        notebook.note(
            "colours",
            at,
            ngettext(
                "%(count)s cel is gekleurd. Tandem weet niet wat een kleur betekent.",
                "%(count)s cellen zijn gekleurd. Tandem weet niet wat een kleur betekent.",
                table.coloured,
            )
            % {"count": table.coloured},
            _("Zet wat de kleur zegt in een kolom, als het voor de tutoring telt."),
        )
    for number in table.commented:
        notebook.note(
            "comment",
            replaced(at, row=number),
            _("Bij een cel in deze rij hangt een notitie, die Tandem niet leest."),
            _("Kijk zelf of ze iets verandert aan wat u overneemt."),
        )
    for column in table.columns:
        if column.hidden:
            notebook.note(
                "hidden_column",
                at,
                _("Kolom %(column)s is verborgen, maar wel gelezen.") % {"column": column.letter},
                _("Zet haar bij de kolommen op ‘niet overnemen’ als dat niet de bedoeling is."),
                column=column.letter,
            )
