"""Training of the recognizer and of the linking model; not needed to analyze."""
