"""Everything out: what is stored about somebody, what they take along, and what is erased."""
