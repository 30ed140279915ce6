"""Labs, the people in them, their roles, how they come in and what they agreed to."""
