"""Words: which pages, charts, tables and downloads exist, their addresses, and how numbers and dates are said."""
