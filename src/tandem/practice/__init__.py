"""PURE: what to practise next."""
