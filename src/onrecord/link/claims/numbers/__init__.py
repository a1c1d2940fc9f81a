"""The numbers of articles: what each counts, who gives it, and which are of one quantity."""
