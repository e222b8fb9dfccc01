"""The area `host` of the core's pages."""
