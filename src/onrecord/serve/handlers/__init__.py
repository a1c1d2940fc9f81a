"""What answers a request: each asks the library and gives a template what it prints."""
