"""People in sync with their organisation: sign-on, people files and SCIM."""
