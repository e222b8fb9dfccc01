"""The area `account` of the core's pages."""
