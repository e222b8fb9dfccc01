"""The crash test: a real process tree, written to over HTTP and killed again and again; then everything is counted."""
