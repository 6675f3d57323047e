"""What Word files are made of. What is written into them is left to the writers, what is read to the readers."""
