"""The area `shelves` of the core's pages: what somebody arranges for themselves."""
