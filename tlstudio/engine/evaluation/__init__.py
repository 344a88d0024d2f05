"""What a finished run is good for, in numbers."""
