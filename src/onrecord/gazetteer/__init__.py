"""A name -> the places that bear it: of the world in the box, and of what a user adds."""
