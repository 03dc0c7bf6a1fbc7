"""Accounts, persons, guardians, organisations, sites, classes, consent, checks."""
