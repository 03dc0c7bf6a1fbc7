"""Lists of real shapes become rows; what cannot be taken for granted becomes a finding."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from tandem.core.sheets import Grid, Marks
from tandem.people.enums import Stage
from tandem.scheduling.intake.availability import Window
from tandem.scheduling.intake.draft import BellRow, BusyRow, Context, DiscardedColumn, KnownPupil, LessonRow
from tandem.scheduling.intake.fields import Discard, Field, TableKind
from tandem.scheduling.intake.findings import Choice, FindingKind, Source
from tandem.scheduling.intake.keep import from_json, keep, to_json
from tandem.scheduling.intake.mapping import TableMapping, suggest_mapping
from tandem.scheduling.intake.names import Name
from tandem.scheduling.intake.read import read, read_kept
from tandem.scheduling.intake.recognise import recognise
from tests.scheduling.intake.school import bsn, class_lists, codes, draft, grids, table

HEAD: list[object] = ["Leerlingnummer", "Naam", "Groep"]


def test_read_of_class_lists_takes_only_what_is_certain() -> None:
    found = read(grids(class_lists()))

    assert (found.stage, found.school_year) == (Stage.PRIMARY_NL, 2025)
    assert [(pupil.class_name, pupil.year) for pupil in found.pupils] == [("5", 5)] * 10
    assert {(row.class_name, str(row.name), row.days) for row in found.teachers} == {
        (name, *teacher) for name in ("5", "7/8") for teacher in (("juf Wil", (0, 1)), ("mr. Ad", (2, 3, 4)))
    }
    assert [finding.code for finding in found.findings if finding.open] == [
        "struck",
        "hidden",
        "two_subjects",
        "which_pupil",
        "year_of_class",
        "struck",
        "hidden",
    ]


def test_read_of_class_lists_with_all_answers_leaves_nothing_open() -> None:
    sheets = grids(class_lists())
    answers: dict[str, str] = {}
    for _round in range(4):
        found = read(sheets, None, answers)
        answers |= {finding.key: finding.choices[0].value for finding in found.open_findings}

    assert found.open_findings == ()
    assert len(found.pupils) == 24
    assert {(request.subject, request.times, request.not_times) for request in found.requests} == {
        ("rekenen", 2, (Window(1, 480, 1020),)),
        ("taal", 2, (Window(1, 480, 1020),)),
        ("rekenen", 2, ()),
    }


def test_read_says_which_columns_were_thrown_away_and_keeps_none_of_their_values() -> None:
    sheets = grids(class_lists())
    kept = keep(sheets, recognise(sheets))

    found = read_kept(kept)

    thrown = [("BSN", Discard.NATIONAL_NUMBER), ("Cito M5", Discard.SCORE), ("Thuistaal", Discard.HOME_LANGUAGE)]
    assert found.discarded == tuple(
        DiscardedColumn("lijst.xlsx", sheet, *column) for sheet in ("Groep 5", "gr. 7-8") for column in thrown
    )
    everything = f"{kept}{found}"
    secrets = {str(row[6]) for grid in sheets[:2] for row in grid.rows[4:16]}
    assert len(secrets) == 24
    assert not any(secret in everything for secret in secrets)
    assert "Turks" not in everything


def test_kept_tables_come_back_from_json_as_they_were() -> None:
    sheets = grids(class_lists())
    kept = keep(sheets, recognise(sheets))

    assert from_json(to_json(kept)) == kept


def test_read_asks_about_a_struck_and_a_hidden_row_under_a_key_that_lasts() -> None:
    (grid,) = grids(
        table(HEAD, [101, "Noor Smit", "groep 5"], [102, "Sem Visser", "groep 5"], [103, "Jip Bos", "groep 5"])
    )
    marked = replace(grid, marks=Marks(struck=frozenset({(1, 0), (1, 1)}), hidden_rows=frozenset({2})))

    found = read((marked,))

    assert [(finding.key, finding.row, finding.what) for finding in found.findings] == [
        ("struck:pupils|101", 2, "Noor Smit is doorgehaald."),
        ("hidden:pupils|102", 3, "De rij van Sem Visser is verborgen."),
    ]
    answers = {"struck:pupils|101": "skip", "hidden:pupils|102": "take"}
    assert [pupil.number for pupil in read((marked,), None, answers).pupils] == ["102", "103"]


def test_read_asks_in_which_of_two_classes_a_pupil_is() -> None:
    rows: list[list[object]] = [HEAD, [101, "Noor Smit", "groep 5"], [101, "Noor Smit", "groep 6"]]

    found = draft(*rows)

    (finding,) = found.findings
    assert (finding.kind, finding.code, finding.row) == (FindingKind.QUESTION, "two_classes", 3)
    assert finding.choices == (
        Choice("5", "5"),
        Choice("6", "6"),
        Choice("both", "In allebei; de eerste is de vaste groep"),
    )
    both = draft(*rows, answers={finding.key: "both"}).pupils
    assert [(pupil.class_name, pupil.more_classes) for pupil in both] == [("5", ("6",))]


def test_read_refuses_a_number_that_stands_beside_two_names() -> None:
    found = draft(HEAD, [101, "Noor Smit", "groep 5"], [101, "Sem Visser", "groep 5"])

    assert (codes(found), found.pupils) == ([("problem", "number_twice", 3)], ())


def test_read_keeps_namesakes_and_twins_apart_by_number() -> None:
    head: list[object] = [*HEAD, "Geboortedatum"]

    found = draft(
        head,
        [101, "Noor Smit", "groep 5", "01-02-2017"],
        [102, "Noor Smit", "groep 5", "05-06-2017"],
        [103, "Jip Bos", "groep 5", "01-02-2017"],
        [104, "Pip Bos", "groep 5", "01-02-2017"],
    )

    assert codes(found) == [("note", "namesakes", 3)]
    assert [pupil.number for pupil in found.pupils] == ["101", "102", "103", "104"]


def test_read_asks_whether_one_name_and_birth_date_is_one_child() -> None:
    found = draft(
        [*HEAD, "Geboren"], [101, "Noor Smit", "groep 5", "01-02-2017"], [102, "Noor Smit", "groep 5", "01-02-2017"]
    )

    assert codes(found) == [("question", "same_child", 3)]


@pytest.mark.parametrize(
    ("heading", "cell", "stage", "year"),
    [
        ("Groep", "5", Stage.PRIMARY_NL, 5),
        ("Leerjaar", "5de leerjaar", Stage.PRIMARY_BE, 5),
        ("Klas", "L4T1", Stage.SECONDARY, 4),
        ("Groep", date(2025, 8, 7), Stage.PRIMARY_NL, None),
    ],
)
def test_read_knows_the_ladder_from_the_words(heading: str, cell: object, stage: Stage, year: int | None) -> None:
    found = draft(["Leerlingnummer", "Naam", heading], [101, "Noor Smit", cell])

    assert (found.stage, [pupil.year for pupil in found.pupils]) == (stage, [year] if year else [])


def test_read_asks_on_which_ladder_a_bare_five_stands() -> None:
    rows: list[list[object]] = [["Stamnummer", "Naam", "Klas"], [101, "Noor Smit", "5A"]]

    found = draft(*rows)

    assert (codes(found), found.pupils) == ([("question", "ladder", None)], ())
    answered = draft(*rows, answers={found.findings[0].key: "primary_be"})
    assert [(pupil.class_name, pupil.year) for pupil in answered.pupils] == [("5A", 5)]


def test_read_doubts_a_group_five_full_of_ten_year_olds() -> None:
    head: list[object] = ["Stamnummer", "Naam", "Groep", "Geboortedatum"]
    pupils: list[list[object]] = [
        [100 + n, f"{name} Smit", "5", f"0{n}-03-2015"] for n, name in enumerate(("Noor", "Sem", "Jip"), 1)
    ]

    found = draft(["Klassenlijst 2025-2026"], head, *pupils)

    assert [(finding.code, finding.suggested) for finding in found.findings] == [("ladder", "primary_be")]


def test_read_asks_which_pupil_a_nomination_means() -> None:
    pupils: list[list[object]] = [
        HEAD,
        [101, "Bilal Ben Ali", "groep 5"],
        [102, "Bilal ten Brink", "groep 5"],
        [103, "Saar van den Berg", "groep 6"],
    ]
    wanted: list[list[object]] = [
        ["naam", "groep", "vak"],
        ["Bilal", "5", "rekenen"],
        ["Saar vd Berg", "gr 6", "taal"],
        ["Milo Vos", "6", "taal"],
    ]

    found = draft(*pupils, [], *wanted)

    assert [(request.pupil_number, request.subject) for request in found.requests] == [("103", "taal")]
    assert [(finding.what, [choice.value for choice in finding.choices]) for finding in found.findings] == [
        ("“Bilal” (5) kan meer dan één leerling zijn.", ["101", "102", "skip"]),
        ("“Milo Vos” (6) staat in deze lijst, maar niet in de groepslijsten.", ["103", "skip"]),
    ]


def test_read_finds_a_nominated_pupil_among_those_the_school_has() -> None:
    known = KnownPupil("7", Name("Saar", "van den", "Berg"), "6")

    found = draft(["naam", "groep", "vak"], ["Berg, Saar van den", "6", "taal"], context=Context(known_pupils=(known,)))

    assert [(request.pupil_number, request.subject) for request in found.requests] == [("7", "taal")]


def test_read_of_a_remark_keeps_what_the_timetable_needs_and_nothing_about_the_child() -> None:
    remarks = [
        "niet op dinsdag (logopedie)",
        "wo ochtend liever niet",
        "mag gym niet missen!!",
        "is verlegen",
        "samen met Jip",
    ]
    rows: list[list[object]] = [[101 + n, "rekenen", remark] for n, remark in enumerate(remarks)]
    pupils: list[list[object]] = [[101 + n, f"Kind{chr(65 + n)} Smit", "groep 5"] for n in range(5)]

    found = draft(HEAD, *pupils, [], ["Leerlingnummer", "Vak", "Opmerking"], *rows)

    assert [(row.not_times, row.rather_not_times, row.must_not_miss) for row in found.requests] == [
        ((Window(1, 480, 1020),), (), ()),
        ((), (Window(2, 480, 750),), ()),
        ((), (), ("gym",)),
        ((), (), ()),
        ((), (), ()),
    ]
    assert not any(word in f"{found}" for word in ("verlegen", "logopedie"))


def test_read_of_a_form_counts_the_last_answer() -> None:
    head: list[object] = [
        "Tijdstempel",
        "Wat is je naam?",
        "E-mailadres",
        "Wanneer kun je? (vink alles aan)",
        "Hoeveel uur per week max?",
    ]
    first: list[object] = ["", "Sam de Wit", "SAM@voorbeeld.example", "ma 9-12", "3,5"]
    second: list[object] = ["", "Sam de Wit", "sam@voorbeeld.example ", "hele week behalve wo en do", date(2025, 6, 4)]

    found = draft(head, first, second)

    assert [(tutor.email, tutor.max_hours, [window.day for window in tutor.windows]) for tutor in found.tutors] == [
        ("sam@voorbeeld.example", 6.0, [0, 1, 4])
    ]
    assert ("note", "tutor_twice", 3) in codes(found)


def test_read_of_a_timetable_with_a_column_per_day() -> None:
    found = read(grids(class_lists()))

    at = Source("lijst.xlsx", "rooster gr 7-8", 5)
    assert found.lessons[5:] == tuple(
        LessonRow(at, "7/8", day, 585, 630, subject)
        for day, subject in ((0, "taal"), (1, "lezen"), (3, "gym"), (4, "taal"))
    )
    assert [(bell.day, bell.period) for bell in found.bells] == [
        (0, 1),
        (0, 2),
        (1, 1),
        (1, 2),
        (2, 1),
        (3, 1),
        (3, 2),
        (4, 1),
        (4, 2),
    ]


def test_read_of_untis_joins_lessons_choices_and_bells() -> None:
    files = (
        Grid("GPU001.TXT", "", (("1", "L1A", "HJO", "NE", "12", "1", "1"), ("2", "L4_X", "BEN", "WI", None, "2", "1"))),
        Grid("GPU015.TXT", "", (("77", "2"), ("78", "2"))),
        Grid("lestijden.csv", "", (("lesuur", "begin", "einde"), ("1", "08:30", "09:20"))),
    )

    found = read(files)

    assert found.lessons == (
        LessonRow(Source("GPU001.TXT", "", 1), "L1A", 0, 510, 560, "Nederlands", "1", "HJO", "12"),
        LessonRow(Source("GPU001.TXT", "", 2), "", 1, 510, 560, "wiskunde", "2", "BEN", "", True, ("77", "78")),
    )
    assert found.bells == tuple(
        BellRow(Source("lestijden.csv", "", 2), "gewoon rooster", day, 1, 510, 560) for day in range(5)
    )


def test_read_of_untis_without_bells_says_what_is_missing() -> None:
    found = read((Grid("GPU001.TXT", "", (("1", "L1A", "HJO", "NE", "12", "1", "1"),)),))

    assert [(finding.kind, finding.code, finding.choices) for finding in found.findings] == [
        (FindingKind.PROBLEM, "no_bells", ())
    ]


def test_read_of_class_hours() -> None:
    found = read((Grid("colleges.csv", "", (("student", "dag", "begin", "einde"), ("7", "wo", "08:50", "10:20"))),))

    assert found.busy == (BusyRow(Source("colleges.csv", "", 2), "7", Window(2, 530, 620)),)


def test_read_refuses_a_formula_in_a_row_but_not_in_a_total() -> None:
    (grid,) = grids(table(HEAD, [101, "Noor Smit", "groep 5"], ["Totaal", 1]))

    in_row = read((replace(grid, marks=Marks(formulas=frozenset({(1, 1)}))),))
    in_total = read((replace(grid, marks=Marks(formulas=frozenset({(2, 1)}))),))

    assert (codes(in_row), codes(in_total)) == ([("problem", "formula", 2)], [])


def test_read_never_keeps_a_national_number_whatever_the_column_is_called() -> None:
    numbers = [bsn(Random(seed)) for seed in range(3)]
    rows: list[list[object]] = [[number, f"Kind{index} Smit", "groep 5"] for index, number in enumerate("ABC")]
    sheets = grids(table(["Nummer", "Naam", "Groep"], *([n, *row[1:]] for n, row in zip(numbers, rows, strict=True))))
    everything_mapped = {
        "lijst.xlsx|Blad1|0": TableMapping(TableKind.PUPILS, {0: Field.NUMBER, 1: Field.NAME, 2: Field.CLASS})
    }

    found = read(sheets, everything_mapped)

    assert found.discarded == (DiscardedColumn("lijst.xlsx", "Blad1", "Nummer", Discard.NATIONAL_NUMBER),)
    assert not any(number in f"{found}" for number in numbers)


def test_read_cuts_a_national_number_out_of_other_words() -> None:
    number = bsn(Random(1))

    found = draft([*HEAD, "Leerkracht"], [101, "Noor Smit", "groep 5", f"bsn {number} juf Wil"])

    assert codes(found) == [("note", "national_number_in_cell", 2)]
    assert number not in f"{found}"


def test_mapping_can_be_corrected_for_a_heading_nobody_knows() -> None:
    sheets = grids(table(["Llnr", "Deelnemer", "Groep"], [101, "Noor Smit", "groep 5"]))
    suggested = suggest_mapping(sheets)["lijst.xlsx|Blad1|0"]

    corrected = {"lijst.xlsx|Blad1|0": replace(suggested, columns={**suggested.columns, 1: Field.NAME})}

    assert suggested.columns == {0: Field.NUMBER, 1: None, 2: Field.CLASS}
    assert [str(pupil.name) for pupil in read(sheets, corrected).pupils] == ["Noor Smit"]


def test_mapping_learnt_before_is_suggested_again() -> None:
    sheets = grids(table(["Llnr", "Deelnemer", "Groep"], [101, "Noor Smit", "groep 5"]))

    learnt = {("pupils", "deelnemer"): "name"}

    assert suggest_mapping(sheets, learnt)["lijst.xlsx|Blad1|0"].columns[1] is Field.NAME


def test_recognise_finds_two_tables_below_each_other_and_sections_in_one() -> None:
    sheets = grids(
        table(
            ["Basisschool De Linde"],
            [],
            HEAD[:2],
            ["Groep 5"],
            [101, "Noor Smit"],
            ["Groep 6"],
            [102, "Sem Visser"],
            ["Totaal", 2],
            [],
            ["Leerkracht", "Groep", "Dagen"],
            ["Wil Bos", "5", "ma t/m wo"],
        )
    )

    found = read(sheets)

    assert [table.kind for table in recognise(sheets)] == [TableKind.PUPILS, TableKind.TEACHERS]
    assert [(pupil.number, pupil.class_name) for pupil in found.pupils] == [("101", "5"), ("102", "6")]
    assert [(str(row.name), row.class_name, row.days) for row in found.teachers] == [("Wil Bos", "5", (0, 1, 2))]


def test_read_of_a_sheet_nobody_understands_says_so() -> None:
    assert codes(draft(["boodschappen"], ["melk"], ["brood"])) == [("note", "unknown_table", None)]


def test_read_of_names_below_a_class() -> None:
    rows: list[list[object]] = [["Groep 6"], ["Noor van den Berg"], ["Sem Visser"], ["Lina Smit"]]

    found = draft(*rows, answers={"no_numbers:lijst.xlsx|Blad1": "take"})

    assert [(str(pupil.name), pupil.class_name, pupil.year) for pupil in found.pupils] == [
        ("Noor van den Berg", "6", 6),
        ("Sem Visser", "6", 6),
        ("Lina Smit", "6", 6),
    ]


def test_read_of_two_lists_beside_each_other() -> None:
    found = draft(
        ["Groep 5", "", "", "Groep 6"],
        ["Nr", "Naam", "", "Nr", "Naam"],
        [101, "Noor Smit", "", 201, "Ali Öz"],
        [102, "Sem Vis", "", 202, "Lot Bos"],
    )

    assert sorted((pupil.number, str(pupil.name), pupil.class_name) for pupil in found.pupils) == [
        ("101", "Noor Smit", "5"),
        ("102", "Sem Vis", "5"),
        ("201", "Ali Öz", "6"),
        ("202", "Lot Bos", "6"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Groep", "ma", "di", "wo"], ["5", "Wil Bos", "Wil Bos", "Ad Vos"]],
        [["Leerkracht", "ma", "di", "wo"], ["Wil Bos", "5", "5", ""], ["Ad Vos", "", "", "5"]],
        [["Groep", "Leerkracht(en)", "Werkdagen"], ["5", "Wil Bos", "ma, di"], ["5", "Ad Vos", "wo"]],
    ],
    ids=["classes by day", "teachers by day", "a row each"],
)
def test_read_of_teachers_by_day(rows: list[list[object]]) -> None:
    found = draft(*rows)

    assert [(str(row.name), row.class_name, row.days) for row in found.teachers] == [
        ("Wil Bos", "5", (0, 1)),
        ("Ad Vos", "5", (2,)),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Rooster groep 5"],
            ["", "8.30-9.30", "9.30-10.15"],
            ["ma", "taal", "pauze"],
            ["di", "taal", ""],
            ["wo", "vrij", "gym"],
        ],
        [
            ["Rooster groep 5"],
            ["van", "tot", "ma", "di", "wo"],
            ["8:30", "9:30", "taal", "taal", "vrij"],
            ["9:30", "10:15", "pauze", "", "gym"],
        ],
    ],
    ids=["on its side", "begin and end apart"],
)
def test_read_of_other_shapes_of_a_week(rows: list[list[object]]) -> None:
    found = draft(*rows)

    assert sorted((row.day, row.starts, row.ends, row.subject) for row in found.lessons) == [
        (0, 510, 570, "taal"),
        (1, 510, 570, "taal"),
        (2, 570, 615, "gym"),
    ]


def test_read_of_a_week_by_lesson_number_takes_the_bells_of_the_site() -> None:
    rows: list[list[object]] = [["Rooster klas 1B"], ["uur", "ma", "di", "wo"], [1, "WI", "NE", "EN"]]

    without, with_bells = (
        draft(*rows),
        draft(*rows, context=Context(periods={(day, 1): (510, 560) for day in range(5)})),
    )

    assert codes(without) == [("problem", "no_bells", None)]
    assert [(row.day, row.starts, row.ends) for row in with_bells.lessons] == [(day, 510, 560) for day in range(3)]


def test_read_asks_whether_dates_begin_with_the_month() -> None:
    rows: list[list[object]] = [
        [*HEAD, "Geboren"],
        [101, "Noor Smit", "groep 5", "11/23/2016"],
        [102, "Sem Vis", "groep 5", "03/04/2016"],
    ]

    found = draft(*rows)

    assert (codes(found), [pupil.birth_date for pupil in found.pupils]) == (
        [("question", "date_order", None)],
        [None, None],
    )
    answered = draft(*rows, answers={found.findings[0].key: "month"})
    assert [pupil.birth_date for pupil in answered.pupils] == [date(2016, 11, 23), date(2016, 3, 4)]


def test_read_of_rows_that_lost_their_names_drops_none_silently() -> None:
    found = draft(HEAD, ["", "", "groep 5"], [101, "Noor Smit", "groep 6"])

    assert (codes(found), [pupil.number for pupil in found.pupils]) == ([("problem", "no_name", 2)], ["101"])
