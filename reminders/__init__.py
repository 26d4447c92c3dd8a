"""When and how a person is reached."""
