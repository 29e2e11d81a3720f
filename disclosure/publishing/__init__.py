"""Writing: recipes become bytes in a staging folder, which one switch makes the published site."""
