"""What is kept about somebody, and for how much longer."""
