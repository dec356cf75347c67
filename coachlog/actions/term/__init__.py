"""The term's work: goals, lessons, feedback, the plan, the hours."""
