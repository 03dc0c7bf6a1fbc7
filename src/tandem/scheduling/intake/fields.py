"""What a table can be about, what its columns can hold, and the words schools use for them."""

import tomllib
from enum import StrEnum
from pathlib import Path


class TableKind(StrEnum):
    PUPILS = "pupils"
    TEACHERS = "teachers"
    REQUESTS = "requests"
    TUTORS = "tutors"
    WEEK = "week"  # a timetable typed by hand: days beside each other, times below each other
    LESSONS = "lessons"
    ROOMS = "rooms"
    BELLS = "bells"
    BUSY = "busy"
    UNTIS_LESSONS = "untis_lessons"
    UNTIS_CHOICES = "untis_choices"
    NOTHING = "nothing"


class Field(StrEnum):
    NUMBER = "number"
    NAME = "name"
    GIVEN = "given"
    INFIX = "infix"
    FAMILY = "family"
    INITIALS = "initials"
    BIRTH_DATE = "birth_date"
    CLASS = "class"
    YEAR = "year"
    TEACHER = "teacher"
    LEFT_DATE = "left_date"
    DAYS = "days"
    EMAIL = "email"
    PHONE = "phone"
    SUBJECT = "subject"
    TIMES = "times"
    MINUTES = "minutes"
    PRIORITY = "priority"
    GOAL = "goal"
    REMARK = "remark"
    STUDY = "study"
    AVAILABILITY = "availability"
    MAX_HOURS = "max_hours"
    LANGUAGES = "languages"
    CHECK = "check"
    LEVELS = "levels"
    FILLED_IN = "filled_in"
    ROOM = "room"
    PERIOD = "period"
    BEGIN = "begin"
    END = "end"
    SPAN = "span"
    DAY = "day"
    LESSON = "lesson"
    SCHEDULE = "schedule"
    WEEKDAY = "weekday"


class Discard(StrEnum):
    """Why a column is thrown away before anything is kept."""

    NATIONAL_NUMBER = "national_number"
    SCORE = "score"
    HOME_LANGUAGE = "home_language"
    CARE = "care"
    BACKGROUND = "background"
    FAMILY_DETAILS = "family"
    NOT_NEEDED = "not_needed"
    UNMAPPED = "unmapped"


_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
ALIASES: dict[TableKind, dict[Field, tuple[str, ...]]] = {
    kind: {Field(field): tuple(words) for field, words in _WORDS["table"].get(kind, {}).items()} for kind in TableKind
}
# Columns that say what a table is, but hold what Tandem does not need.
NOT_NEEDED = frozenset(
    {(TableKind.TUTORS, Field.REMARK), (TableKind.TUTORS, Field.STUDY), (TableKind.ROOMS, Field.REMARK)}
)
DISCARDED: dict[Discard, tuple[str, ...]] = {
    Discard(reason): tuple(words) for reason, words in _WORDS["discarded"].items()
}
SUBJECTS: dict[str, str] = {word: subject for subject, words in _WORDS["subject"].items() for word in words}

# What says little about the kind of a table counts for less.
WEIGHTS = {Field.INITIALS: 0.3, Field.REMARK: 0.3, Field.FILLED_IN: 0.5, Field.STUDY: 0.8, Field.CHECK: 0.8}

# A table is of a kind when it has one column of each of these groups.
NEEDED: dict[TableKind, tuple[frozenset[Field], ...]] = {
    TableKind.PUPILS: (
        frozenset({Field.NUMBER, Field.NAME, Field.GIVEN, Field.FAMILY}),
        frozenset({Field.CLASS, Field.YEAR, Field.BIRTH_DATE, Field.FAMILY, Field.NUMBER}),
    ),
    TableKind.TEACHERS: (
        frozenset({Field.NAME, Field.FAMILY, Field.GIVEN}),
        frozenset({Field.CLASS, Field.DAYS}),
    ),
    TableKind.REQUESTS: (
        frozenset({Field.NUMBER, Field.NAME, Field.GIVEN, Field.FAMILY}),
        frozenset({Field.SUBJECT, Field.TIMES, Field.PRIORITY, Field.GOAL}),
    ),
    TableKind.TUTORS: (
        frozenset({Field.NAME, Field.FAMILY, Field.GIVEN, Field.EMAIL, Field.NUMBER}),
        frozenset({Field.AVAILABILITY, Field.MAX_HOURS, Field.STUDY, Field.CHECK}),
    ),
    TableKind.LESSONS: (
        frozenset({Field.CLASS}),
        frozenset({Field.DAY}),
        frozenset({Field.PERIOD, Field.BEGIN, Field.SPAN}),
        frozenset({Field.SUBJECT}),
    ),
    TableKind.ROOMS: (frozenset({Field.ROOM}),),
    TableKind.BELLS: (frozenset({Field.PERIOD}), frozenset({Field.BEGIN, Field.SPAN})),
    TableKind.BUSY: (
        frozenset({Field.NUMBER, Field.NAME, Field.EMAIL}),
        frozenset({Field.DAY}),
        frozenset({Field.BEGIN}),
        frozenset({Field.END}),
    ),
    TableKind.WEEK: (frozenset({Field.WEEKDAY}),),
    TableKind.UNTIS_LESSONS: (frozenset({Field.LESSON}), frozenset({Field.CLASS}), frozenset({Field.DAY})),
    TableKind.UNTIS_CHOICES: (frozenset({Field.NUMBER}), frozenset({Field.LESSON})),
    TableKind.NOTHING: (),
}

# Columns that may occur more than once: a teacher per part of the week, availability per day.
REPEATED = frozenset({Field.TEACHER, Field.AVAILABILITY, Field.WEEKDAY, Field.REMARK})
