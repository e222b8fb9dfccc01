"""The area `stream` of the core's pages."""
