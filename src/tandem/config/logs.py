"""What may stand in a log: what went wrong and where, never what was in a row."""

import logging
from collections.abc import Iterator

import psycopg

LEFT_OUT = "(left out of the log)"


class WithoutRows(logging.Formatter):
    """Formats as usual, without the part of a database error in which PostgreSQL quotes the refused row."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        mentioned = record.args if isinstance(record.args, tuple) else ()
        for error in (*mentioned, record.exc_info[1] if record.exc_info else None):
            for quoted in quoted_rows(error):
                text = text.replace(quoted, LEFT_OUT)
        return text


def quoted_rows(error: object) -> Iterator[str]:
    """Return what PostgreSQL told of rows in this error, and in those it came from."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        error = waiting.pop()
        if not isinstance(error, BaseException) or id(error) in seen:
            continue
        seen.add(id(error))
        waiting += [error.__cause__, error.__context__]
        if isinstance(error, psycopg.Error):
            yield from filter(None, (error.diag.message_detail, error.diag.context))
