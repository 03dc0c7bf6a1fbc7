"""The demo: an invented city, planned, published and running."""
