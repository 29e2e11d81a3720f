"""An invented city, written as data packages like those of a real one, to show what the site can do."""
