"""Everything held about a person: given to them, or erased for them."""
