"""Collects the rows of a model's matrix."""

from collections.abc import Sequence
from math import inf

import numpy as np
from scipy import sparse

from tandem.planning.solver.arrays import Bools, Floats, Ints

COUPLING = -1  # the block of a row that several tutors share


class Rows:
    """Rows under collection, with what is known of each.

    Attributes
    ----------
    requests
        For each request, the row that places it at most once; -1 where nothing can be placed at all.
    short
        The rows that say how much a site falls short.
    broken
        The row that says how many pairs may be broken; -1 where any number may.
    """

    def __init__(self, requests: int) -> None:
        self.requests = np.full(requests, -1)
        self.short: list[int] = []
        self.broken = -1
        self.count = 0
        self._rows: list[Ints] = []
        self._cols: list[Ints] = []
        self._data: list[Ints] = []
        self._low: list[Floats] = []
        self._high: list[Floats] = []
        self._block: list[Ints] = []
        self._own: list[Bools] = []
        self._between: list[Bools] = []

    def many(
        self,
        rows: Ints,
        cols: Ints,
        data: Ints,
        low: Floats,
        high: Floats,
        block: Ints | None = None,
        *,
        own: bool = False,
        between: bool = False,
    ) -> None:
        """Add rows numbered from 0 within this call.

        `own` where each concerns one option alone, `between` where it is about the way between two sites.
        """
        n = len(high)
        self._rows.append(rows + self.count)
        self._cols.append(cols)
        self._data.append(data)
        self._low.append(low)
        self._high.append(high)
        self._block.append(np.full(n, COUPLING) if block is None else block)
        self._own.append(np.full(n, own))
        self._between.append(np.full(n, between))
        self.count += n

    def one(self, cols: Sequence[int] | Ints, data: Sequence[int] | Ints | int, high: float, block: int) -> None:
        """Add one row with an upper bound."""
        columns = np.asarray(cols, dtype=np.int64)
        values = np.broadcast_to(np.asarray(data, dtype=np.int64), columns.shape)
        self.many(
            np.zeros(len(columns), dtype=np.int64),
            columns,
            values,
            np.array([-inf]),
            np.array([float(high)]),
            np.array([block]),
        )

    def matrix(self, columns: int) -> sparse.csr_matrix:
        """Return the matrix of all rows."""
        shape = (self.count, columns)
        cells = (_joined(self._data), (_joined(self._rows), _joined(self._cols)))
        return sparse.csr_matrix(cells, shape=shape, dtype=np.int64)

    @property
    def low(self) -> Floats:
        return np.concatenate([*self._low, np.zeros(0)])

    @property
    def high(self) -> Floats:
        return np.concatenate([*self._high, np.zeros(0)])

    @property
    def block(self) -> Ints:
        return _joined(self._block)

    @property
    def own(self) -> Bools:
        return _flags(self._own)

    @property
    def between(self) -> Bools:
        return _flags(self._between)


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate([*parts, np.zeros(0, dtype=np.int64)]).astype(np.int64)


def _flags(parts: list[Bools]) -> Bools:
    return np.concatenate([*parts, np.zeros(0, dtype=bool)])
