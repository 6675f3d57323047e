"""The editor's desk: what is done with builds and with texts around the main line."""
