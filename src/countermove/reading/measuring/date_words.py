"""The words and patterns that dates are written in."""

from __future__ import annotations

import re

from countermove.records.events import Precision

__all__ = [
    "COUNTED",
    "COUNTS",
    "DAYS",
    "FUTURE",
    "MONTHS",
    "ORDINALS",
    "PAST_LEAD",
    "PATTERN",
    "SAID",
    "SEASONS",
    "SEASON_LEAD",
    "UNITS",
    "YEAR_LEAD",
]

MONTHS = "January February March April May June July August September October November December"
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
COUNTS = {word: n for n, word in enumerate(NUMBERS.split(), start=1)} | {"a": 1, "an": 1}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
UNITS: dict[str, Precision] = {"day": "day", "week": "week", "month": "month", "year": "year"}

M = "|".join(f"{m}|{m.upper()}|{m[:3]}\\.?(?![a-z])" for m in MONTHS.split()) + r"|Sept\.?(?![a-z])"
W = "|".join(f"{d}|{d.upper()}" for d in DAYS.split())
D = r"\d{1,2}(?:st|nd|rd|th)?"
TO = r"(?:\s?[-–—]\s?|\s(?:to|and|until)\s)"
Y = r"(?:1[5-9]|20)\d\d"
PART = r"(?:[Ee]arly|[Mm]id|[Ll]ate|[Tt]he (?:beginning|start|middle|end) of)"
N = rf"(?:\d{{1,3}}|an?|{NUMBERS.replace(' ', '|')}|several|(?:a )?few|many|some)"

PATTERN = re.compile(
    rf"""\b(?:
    (?P<iso>{Y}-\d\d-\d\d(?:T[\d:.]+Z?)?)
  | (?P<dmy>(?:(?:{W}),?\s)?(?P<d1>{D})(?:{TO}{D})?\s(?:of\s)?(?P<m1>{M})(?:,?\s(?P<y1>{Y}))?)
  | (?P<mdy>(?:(?:{W}),?\s)?(?P<m2>{M})\s(?P<d2>{D})(?!\d|,\d)(?:{TO}{D}(?!\d))?
      (?:,?\s(?P<y2>{Y}))?)
  | (?P<numeric>(?P<n1>\d{{1,2}})(?P<sep>[./])(?P<n2>\d{{1,2}})(?P=sep)(?P<n3>{Y}))
  | (?P<quarter>(?:[Tt]he\s)?(?:(?P<q1>first|second|third|fourth)\squarter|Q(?P<q2>[1-4]))
      (?:\s(?:of\s)?(?P<yq>{Y}))?)
  | (?P<season>(?:(?P<sdir>last|this|next|[Tt]he)\s)?(?P<sname>spring|summer|autumn|fall|winter)
      (?:\s(?:of\s)?(?P<ys>{Y}))?)
  | (?P<month>(?:(?P<mpart>{PART})[\s-])?(?:(?P<mdir>last|this|next)\s)?
      (?P<m3>{M})(?!\s\d{{1,2}}(?!\d))(?:,?\s(?:of\s)?(?P<y3>{Y}))?)
  | (?P<year>(?:(?P<ypart>{PART})[\s-])?(?P<y4>{Y})(?!\d|[-/]\d|,\d|%))
  | (?P<weekday>(?:(?P<wdir>[Ll]ast|[Tt]his|[Nn]ext|[Tt]his\spast|[Tt]his\scoming)\s)?(?P<w>{W}))
  | (?i:(?P<deictic>the\sday\sbefore\syesterday|the\sday\safter\stomorrow|yesterday|today|tomorrow
      |tonight|last\snight|overnight|this\s(?:morning|afternoon|evening|week|month|year|quarter)
      |(?:last|next|past)\s(?:week|month|year|quarter)(?!s)))
  | (?i:(?P<count>{N})\s(?P<unit>day|week|month|year)s?\s
      (?P<way>ago|earlier|later|before\sthat|after\sthat|afterwards?|previously|from\snow))
  | (?i:(?P<chain>(?:the|that)\ssame\s(?:day|week|month|year)|that\s(?:day|week|month|year)
      |the\s(?:next|following|previous|preceding)\s(?:day|morning|week|month|year)
      |(?:the|a)\sday\s(?:before|after|earlier|later)(?!\sday)|the\seve(?=\sof\b)))
    )(?![\w-])""",
    re.VERBOSE,
)
COUNTED = re.compile(r"\s(?:[a-z]+s|men|women|people)\b")
YEAR_LEAD = re.compile(
    r"(?:in|since|by|of|during|until|till|from|before|after|between|as early as|back in"
    rf"|{Y}\s(?:and|to))"
    r"(?:\sthe)?\s$",
    re.I,
)
SEASON_LEAD = re.compile(r"\b(?:in|since|by|during|until|over|for|the)\s(?:the\s)?$", re.I)
FUTURE = re.compile(
    r"\b(?:will|shall|would|due|scheduled|planned|plans?|upcoming|expected|intends?|set to|"
    r"(?:is|are) to)\b|['’]ll\b"
)
PAST_LEAD = re.compile(
    r"\b(?:said|told|\w+ed|met|began|left|held|took|came|cut|shut|sent|struck|hit|made|gave|"
    r"went|saw|put|set)(?:\s(?:on|late|early))*\s*$"
)

SAID = re.compile(r"\b(?:said|says|told|announced|warned|added|reported)\b")
