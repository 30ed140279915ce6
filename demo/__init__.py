"""A believable lab in one command, made through the same actions as everybody's. All invented."""
