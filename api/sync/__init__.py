"""What changed, both ways, in few requests: for a phone that is offline often and must miss nothing."""
