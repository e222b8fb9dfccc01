"""Tools without domain words: facts and errands, text, ids, clock, refusals, audit."""
