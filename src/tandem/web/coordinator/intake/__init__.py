"""Reading lists in: files, columns, questions, and only then rows."""
