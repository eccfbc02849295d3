"""From linked triggers to events: candidates, their slots, and the merging of what is told several times."""
