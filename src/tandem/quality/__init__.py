"""Standards with live evidence, calls, reports."""
