"""Reads of this context: what an initiative can show for each quality standard."""
