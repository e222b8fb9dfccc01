"""The area `settings` of the core's pages."""
