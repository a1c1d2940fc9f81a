"""What is looked at again: addresses of the net, and what readers follow."""
