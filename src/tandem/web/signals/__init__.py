"""Worries about a child: sending one, reading one, and letting a match lie still."""
