"""Which options each request is in, to move the prices of requests."""

import numpy as np

from tandem.planning.solver.arrays import Floats
from tandem.planning.solver.model import Model


class Requests:
    """The options of each request."""

    def __init__(self, model: Model) -> None:
        options = model.options
        sizes = options.unit_sizes[options.option_unit] if model.first_entry else np.zeros(0, dtype=np.int64)
        self.sizes = sizes
        self.option = np.repeat(np.arange(len(sizes)), sizes)
        flat = np.array([n for unit in options.units for n in unit], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(options.unit_sizes)]).astype(np.int64)
        offset = np.arange(len(self.option)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        self.member = flat[starts[options.option_unit[self.option]] + offset] if len(sizes) else flat[:0]
        self.count = len(options.problem.requests)
        order = np.argsort(self.member, kind="stable")
        bounds = np.searchsorted(self.member[order], np.arange(self.count + 1))
        self.options_of = [self.option[order[bounds[n] : bounds[n + 1]]] for n in range(self.count)]
        self.forced = model.lower[: model.first_entry] > 0

    def cost(self, raised: Floats) -> Floats:
        """Return by how much options become dearer when their members do."""
        return np.bincount(self.option, weights=raised[self.member], minlength=len(self.sizes)).astype(np.float64)

    def raised(self, worth: Floats, price: Floats, sweeps: int) -> Floats:
        """Return how much dearer each request becomes, so that options are no longer worth more than they cost."""
        left = np.where(self.forced, -np.inf, worth)
        raised = np.zeros(self.count)
        alone = (self.sizes == 1)[self.option]
        np.maximum.at(raised, self.member[alone], left[self.option[alone]])
        left = left - self.cost(raised)
        for option in np.nonzero(left > 1e-9)[0].tolist():
            members = self.member[self.option.searchsorted(option) :][: self.sizes[option]]
            more = worth[option] - raised[members].sum()
            if more > 0:
                raised[members[0]] += more
        if sweeps:
            left = np.where(self.forced, -np.inf, worth) - self.cost(raised)
        for _ in range(sweeps):
            for n, mine in enumerate(self.options_of):
                if len(mine):
                    step = max(-price[n] - raised[n], float(left[mine].max()))
                    raised[n] += step
                    left[mine] -= step
        return raised
