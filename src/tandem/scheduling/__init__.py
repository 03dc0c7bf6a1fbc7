"""Timetables, availability, rooms, plans, teams, calendar."""
