"""What Greenroom says to other programs: feeds of what is public, and each person's own."""
