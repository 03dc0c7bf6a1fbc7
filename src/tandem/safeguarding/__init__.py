"""Signals and their follow-up, apart from everything else."""
