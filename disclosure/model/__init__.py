"""Pure nouns of the house: no file, no clock, no library; everything is frozen."""
