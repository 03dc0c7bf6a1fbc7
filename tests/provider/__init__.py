"""A real OpenID provider for the tests: allauth's own, in a process of its own, with people of its own."""
