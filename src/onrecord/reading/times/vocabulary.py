"""Words for times, in lower case."""

from onrecord.record import TimeGrain

_MONTHS = (
    """january february march april may june july august september october november december"""
)
_DAYS = """monday tuesday wednesday thursday friday saturday sunday"""
MONTH_NAMES = tuple(_MONTHS.split())
WEEKDAY_NAMES = tuple(_DAYS.split())
SHORT_MONTHS = tuple(name[:3] for name in MONTH_NAMES)
SHORT_WEEKDAYS = tuple(name[:3] for name in WEEKDAY_NAMES)

MONTHS = {name: name[:3] for name in MONTH_NAMES} | {name: name for name in SHORT_MONTHS}
MONTHS |= {"sept": "sep"} | {name + "s": name[:3] + "s" for name in MONTH_NAMES}
WEEKDAYS = {name: name[:3] for name in WEEKDAY_NAMES} | {name: name for name in SHORT_WEEKDAYS}
WEEKDAYS |= {"tues": "tue", "wednes": "wed", "thur": "thu", "thurs": "thu"}
WEEKDAYS |= {name + "s": name[:3] + "s" for name in WEEKDAY_NAMES}

UNIT_GRAINS: dict[str, TimeGrain] = {
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "quarter": "quarter",
    "half": "half",
    "season": "season",
    "year": "year",
    "decade": "decade",
    "century": "century",
}
UNITS = {unit: unit for unit in UNIT_GRAINS if unit != "half"}
UNITS |= {unit + "s": unit + "s" for unit in UNIT_GRAINS if unit != "century"}
UNITS |= {"centuries": "centurys", "halves": "halfs", "yr": "year", "yrs": "years"}
UNITS |= {"min": "minute", "mins": "minutes", "hr": "hour", "hrs": "hours", "wk": "week"}
UNITS |= {"mo": "month", "mos": "months", "an": "a"}

PARTS = {
    "morning": "TMO",
    "dawn": "TMO",
    "sunrise": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "dusk": "TEV",
    "sunset": "TEV",
    "night": "TNI",
    "nightfall": "TNI",
    "dark": "TNI",
    "daybreak": "TMO",
    "daylight": "TMO",
    "first light": "TMO",
    "daytime": "TDT",
}
CLOCK_WORDS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
PARTS_OF_DAY = {name + "s": name + "s" for name in PARTS}
PARTS_OF_DAY |= {"am": "am", "pm": "pm", "mid-afternoon": "afternoon", "mid-morning": "morning"}

SEASON_MONTHS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS = {word: n for n, word in enumerate(_ONES.split())}
NUMBERS |= {word: n * 10 for n, word in enumerate(_TENS.split(), start=2)} | {"fourty": 40}
POWERS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
ORDINALS = {word: n for n, word in enumerate(_ORDINALS.split(), start=1)} | {"thirtieth": 30}
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties"
DECADES = {word: 1900 + 10 * n for n, word in enumerate(_DECADES.split(), start=2)}
MANY = {
    "a couple of": "2",
    "couple of": "2",
    "a couple": "2",
    "couple": "2",
    "a dozen": "12",
    "dozen": "12",
    "a score": "20",
    "a few": "x",
    "few": "x",
    "several": "x",
    "some": "some",
    "many": "x",
    "numerous": "x",
    "a number of": "x",
    "dozens of": "x",
    "hundreds of": "x",
    "thousands of": "x",
    "various": "x",
    "countless": "x",
}

# UTC offsets of zones as news writes them. "IST" and "CST" are others elsewhere: left out or US.
ZONES = {
    "gmt": "Z",
    "utc": "Z",
    "z": "Z",
    "bst": "+01:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "eet": "+02:00",
    "eest": "+03:00",
    "msk": "+03:00",
    "jst": "+09:00",
    "kst": "+09:00",
    "aest": "+10:00",
    "aedt": "+11:00",
    "est": "-05:00",
    "edt": "-04:00",
    "cst": "-06:00",
    "cdt": "-05:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
}
US_ZONES = ("et", "ct", "mt", "pt")  # standard or summer time: the offset cannot be known
