"""PURE: who tutors whom, when and where."""
