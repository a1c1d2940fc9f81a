"""Two invented stories, a paragraph a line."""

LINES = (
    "The ferry to the outer islands stopped on Tuesday after a crack was found in its hull.",
    "Divers went down twice and came back with photographs of a seam that had opened by a hand.",
    "The harbour master told the council that the boat would not sail before the summer.",
    "Islanders who had come to sell wool slept in the school, where a teacher made soup.",
    "A smaller boat takes medicine across each morning if the wind allows it and the crew agrees.",
    "The yard that built the ferry went bankrupt long ago and its drawings were never found.",
)
OTHER = (
    "A jury in the capital heard on Friday how the painting left the museum in a laundry basket.",
    "The guard had been asleep, his lawyer conceded, but only because the heating was broken.",
    "Prosecutors want nine years for the man who sold it on and four for the one who carried it.",
)
