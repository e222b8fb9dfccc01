"""The area `places` of the core's pages."""
