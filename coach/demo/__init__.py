"""The demonstration: invented people who use the real API as phones would."""
