"""How good is the engine? Invented people whose course is known, two rules of thumb, and the scores."""
