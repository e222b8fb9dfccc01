"""Settings, addresses and the console command: the room that wires all others and is imported by none."""
