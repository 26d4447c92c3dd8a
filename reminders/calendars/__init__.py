"""A person's own calendar: only when they are busy is kept, never what for or with whom."""
