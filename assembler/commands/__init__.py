"""The command line: one file for each command; options in, pipeline call, printing, exit status."""
