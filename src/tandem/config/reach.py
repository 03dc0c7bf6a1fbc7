"""Whom somebody reaches, found from the tables of all contexts; so it stands above them all."""

from pathlib import Path

SCRIPT = Path(__file__).with_name("reach.sql")
# The tables that reach.sql reads: a change of them in a transaction counts at once.
FOUND_FROM: tuple[str, ...] = ()
