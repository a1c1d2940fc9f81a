"""The words and signs that go with a number: scales, modifiers, what it is measured in."""

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "m": 1e6, "bn": 1e9, "k": 1e3,
}  # fmt: skip
VAGUE = {  # with the least that each may be
    "several": 3.0, "tens": 10.0, "dozens": 12.0, "scores": 20.0, "hundreds": 100.0,
    "thousands": 1e3, "millions": 1e6, "billions": 1e9,
}  # fmt: skip
MODIFIERS = (
    "no fewer than", "no more than", "no less than", "no larger than", "not more than",
    "as many as", "as much as", "more than",
    "less than", "fewer than", "at least", "at most", "up to", "an estimated", "close to",
    "well over", "some", "about", "around", "over", "under", "nearly", "almost", "roughly",
    "approximately", "only", "just", "exactly", "above", "below", "between", "estimated",
)  # fmt: skip
UNITS = {
    "%": "%", "percent": "%", "per cent": "%", "percentage": "%", "$": "$", "us$": "$",
    "dollars": "$", "dollar": "$", "€": "€", "euros": "€", "euro": "€", "£": "£", "pounds": "£",
    "km": "km", "kilometres": "km", "kilometers": "km", "kilometre": "km", "kilometer": "km",
    "miles": "mile", "mile": "mile", "metres": "m", "meters": "m", "metre": "m", "meter": "m",
    "tonnes": "t", "tons": "t", "tonne": "t", "ton": "t", "litres": "l", "liters": "l",
    "kg": "kg", "kilograms": "kg", "hectares": "ha", "hectare": "ha", "acres": "acre",
    "barrels": "barrel", "degrees": "°", "yen": "yen", "yuan": "yuan", "rupees": "rupee",
    "pesos": "peso", "roubles": "rouble", "shillings": "shilling", "kroner": "krone",
    "kronor": "krona", "knots": "knot", "feet": "foot", "inches": "inch", "cm": "cm",
    "crowns": "crown", "kwacha": "kwacha", "bolivianos": "boliviano", "lira": "lira",
    "points": "point",
    "megawatts": "MW", "dirhams": "dirham", "francs": "franc", "naira": "naira", "rand": "rand",
}  # fmt: skip
LENGTHS = {
    "years": "year", "months": "month", "weeks": "week", "days": "day", "hours": "hour",
    "minutes": "minute", "seconds": "second",
}  # fmt: skip
