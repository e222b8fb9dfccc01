"""Archives in: what people and organisations bring along."""
