"""Shared ground: base model, audit trail, outbox, permissions, PDF, spreadsheets, drawings."""
