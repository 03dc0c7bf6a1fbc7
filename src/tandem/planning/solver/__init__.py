"""The solver: a linear 0-1 model of a problem, a bound on it, and a search through it."""
