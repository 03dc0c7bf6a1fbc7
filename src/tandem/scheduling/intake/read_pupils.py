"""Class lists: who is in which class and year, each once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from tandem.people.enums import Stage
from tandem.scheduling.intake.draft import PupilRow
from tandem.scheduling.intake.fields import TableKind
from tandem.scheduling.intake.findings import Choice
from tandem.scheduling.intake.grades import class_key
from tandem.scheduling.intake.keep import KeptTable
from tandem.scheduling.intake.ladder import Ladder, years_by_age
from tandem.scheduling.intake.names import Name, name_key
from tandem.scheduling.intake.pupil_lines import PupilLine, read_pupil, with_dutch_dates
from tandem.scheduling.intake.reading import Notebook, lines_of


def read_pupils(tables: Sequence[KeptTable], ladder: Ladder, notebook: Notebook) -> tuple[PupilRow, ...]:
    """Return the pupils of all class lists, each once."""
    found: list[PupilLine] = []
    for table in tables:
        if table.kind is TableKind.PUPILS:
            table = with_dutch_dates(table, notebook)
            found.extend(pupil for line in lines_of(table, notebook) if (pupil := read_pupil(line, ladder, notebook)))
    single = _once(found, notebook)
    _nameless(single, notebook)
    _namesakes(single, notebook)
    return _with_years(single, ladder, notebook)


def _once(found: Sequence[PupilLine], notebook: Notebook) -> list[PupilLine]:
    """Return each number once; a number in two classes, or with two names, is asked about."""
    by_number: dict[str, list[PupilLine]] = defaultdict(list)
    for pupil in found:
        by_number[pupil.row.number].append(pupil)
    single = []
    for number, same in by_number.items():
        first = same[0]
        if len(same) == 1:
            single.append(first)
            continue
        others = [pupil for pupil in same[1:] if name_key(pupil.row.name) != name_key(first.row.name)]
        if others:
            row = others[0].row
            notebook.problem(
                "number_twice",
                f"{number}",
                row.source,
                _("Nummer %(number)s staat bij twee namen: %(a)s en %(b)s.")
                % {"number": number, "a": first.row.name, "b": row.name},
                _("Verbeter het nummer in het bestand en lees opnieuw in."),
            )
            continue
        classes = {class_key(pupil.row.class_name): pupil for pupil in same}
        if len(classes) == 1:
            notebook.note(
                "row_twice",
                same[1].row.source,
                _("%(who)s staat twee keer in de lijst en telt één keer.") % {"who": first.row.name},
                "",
            )
            single.append(first)
            continue
        single.extend(_in_two_classes(list(classes.values()), notebook))
    return single


def _in_two_classes(places: list[PupilLine], notebook: Notebook) -> list[PupilLine]:
    first = places[0].row
    choices = tuple(Choice(class_key(place.row.class_name), place.row.class_name) for place in places)
    answer = notebook.ask(
        "two_classes",
        first.number,
        places[1].row.source,
        _("%(who)s (%(number)s) staat in twee groepen: %(classes)s.")
        % {"who": first.name, "number": first.number, "classes": ", ".join(place.row.class_name for place in places)},
        _("In welke groep zit deze leerling?"),
        (*choices, Choice("both", _("In allebei; de eerste is de vaste groep"))),
    )
    if answer == "both":
        more = tuple(place.row.class_name for place in places[1:])
        return [replace(places[0], row=replace(first, more_classes=more))]
    return [place for place in places if class_key(place.row.class_name) == answer]


def _nameless(found: Sequence[PupilLine], notebook: Notebook) -> None:
    nameless = [pupil.row for pupil in found if pupil.row.name == Name(pupil.row.number)]
    if nameless:
        notebook.note(
            "no_names",
            replace(nameless[0].source, row=0),
            _("Bij %(count)s leerlingen staat geen naam; zij heten hier naar hun nummer.") % {"count": len(nameless)},
            _("Lees later een lijst met namen in; het nummer verbindt de twee."),
        )


def _namesakes(found: Sequence[PupilLine], notebook: Notebook) -> None:
    by_name: dict[object, list[PupilRow]] = defaultdict(list)
    for pupil in found:
        if pupil.row.name.family:
            by_name[name_key(pupil.row.name)].append(pupil.row)
    for rows in by_name.values():
        if len(rows) < 2:
            continue
        dates = Counter(row.birth_date for row in rows if row.birth_date)
        numbers = ", ".join(row.number for row in rows)
        if any(count > 1 for count in dates.values()):
            notebook.ask(
                "same_child",
                "|".join(sorted(row.number for row in rows)),
                rows[1].source,
                _("%(who)s staat er met twee nummers (%(numbers)s) en dezelfde geboortedatum.")
                % {"who": rows[0].name, "numbers": numbers},
                _("Zijn dit twee kinderen? Anders: haal de dubbele rij weg en lees opnieuw in."),
                (Choice("two", _("Ja, twee kinderen")),),
            )
        else:
            notebook.note(
                "namesakes",
                rows[1].source,
                _("%(who)s komt %(count)s keer voor: naamgenoten, uit elkaar gehouden door hun nummer (%(numbers)s).")
                % {"who": rows[0].name, "count": len(rows), "numbers": numbers},
            )


def _with_years(found: Sequence[PupilLine], ladder: Ladder, notebook: Notebook) -> tuple[PupilRow, ...]:
    """Give every pupil one year; where a class has several, ask once for the class."""
    if ladder.stage is None:
        return ()
    open_classes: dict[str, list[PupilLine]] = defaultdict(list)
    rows: list[PupilRow] = []
    for pupil in found:
        if pupil.kindergarten and ladder.stage is Stage.PRIMARY_BE:
            rows.append(replace(pupil.row, year=0))
        elif len(pupil.years) == 1:
            rows.append(replace(pupil.row, year=pupil.years[0]))
        else:
            open_classes[class_key(pupil.row.class_name)].append(pupil)
    for label, pupils in open_classes.items():
        rows.extend(_years_of_class(label, pupils, ladder, notebook))
    return tuple(sorted(rows, key=lambda row: (row.source.file, row.source.sheet, row.source.row)))


def _years_of_class(label: str, pupils: list[PupilLine], ladder: Ladder, notebook: Notebook) -> list[PupilRow]:
    first = pupils[0].row
    years = sorted({year for pupil in pupils for year in pupil.years}) or list(ladder.all_years)
    dated = all(pupil.row.birth_date for pupil in pupils)
    choices = [Choice(str(year), ladder.name(year)) for year in years]
    if dated:
        choices.insert(0, Choice("age", _("Ieder naar leeftijd")))
    answer = notebook.ask(
        "year_of_class",
        label,
        first.source,
        _("Bij %(count)s leerlingen van %(label)s staat niet in welk leerjaar zij zitten.")
        % {"count": len(pupils), "label": first.class_name},
        _("Kies een leerjaar voor allemaal, of laat de leeftijd beslissen; per leerling is het later te verbeteren."),
        tuple(choices),
        suggested="age" if dated else "",
    )
    if not answer:
        return []
    return [
        replace(
            pupil.row,
            year=years_by_age(pupil.row.birth_date, tuple(years), ladder) if answer == "age" else int(answer),
        )
        for pupil in pupils
    ]
