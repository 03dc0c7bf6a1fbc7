"""The start of an initiative: what partners expect, choose and agree before it runs."""
