"""The problem as a linear 0-1 model: columns are choices, rows are rules, one function each."""
