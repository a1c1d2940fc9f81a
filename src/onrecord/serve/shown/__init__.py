"""What a page shows of what the library gives, made without I/O."""
