"""Reads of the log: whose sessions, what there is to know before one, what came of them."""
