"""Initiatives, forms of tutoring, partners, agreements, goals, training, enrolment."""
