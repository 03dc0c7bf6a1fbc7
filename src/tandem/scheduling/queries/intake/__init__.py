"""Reads about imports: which somebody may see, what a file is compared with, and what would change."""

from tandem.scheduling.queries.intake.compare import Comparison, compare
from tandem.scheduling.queries.intake.context import context_for
from tandem.scheduling.queries.intake.imports import (
    import_sites_for,
    imports_visible_to,
    initiatives_for_import,
    learnt_by,
)

__all__ = [
    "Comparison",
    "compare",
    "context_for",
    "import_sites_for",
    "imports_visible_to",
    "initiatives_for_import",
    "learnt_by",
]
