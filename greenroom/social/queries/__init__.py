"""What several pages ask about posts, audiences, ties and notices, one noun a file."""
