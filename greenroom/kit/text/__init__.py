"""What Greenroom makes of words: counting, splitting, rendering, finding."""
