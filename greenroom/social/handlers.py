"""What follows when something has happened: notices, and the audience of a new organisation."""
