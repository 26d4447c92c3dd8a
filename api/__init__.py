"""The HTTP interface that a phone talks to."""
