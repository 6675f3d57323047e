"""The editor's desk: what is done with a report beside checking and building it. Each part works in `editing`."""
