"""What a person does: the exercise library."""
