"""The register: of every field that can hold personal data, what it is for, on what ground, how long, for whom."""

from tandem.privacy.register import (
    core,
    initiatives,
    logbook,
    outside,
    people,
    quality,
    safeguarding,
    scheduling,
    together,
)
from tandem.privacy.register import privacy as own
from tandem.privacy.register.terms import (
    Basis,
    Erasure,
    Field,
    Period,
    Purpose,
    Reader,
    Sensitivity,
    Table,
)

TABLES: tuple[Table, ...] = (
    *people.TABLES,
    *initiatives.TABLES,
    *together.TABLES,
    *scheduling.TABLES,
    *logbook.TABLES,
    *safeguarding.TABLES,
    *quality.TABLES,
    *core.TABLES,
    *own.TABLES,
    *outside.TABLES,
)
BY_MODEL = {table.model: table for table in TABLES}

__all__ = [
    "BY_MODEL",
    "TABLES",
    "Basis",
    "Erasure",
    "Field",
    "Period",
    "Purpose",
    "Reader",
    "Sensitivity",
    "Table",
]
