"""Posts, audiences, timelines and notices."""
