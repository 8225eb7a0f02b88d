"""How figures are written in Arabic, the same way that Babel writes amounts of money: 5,000.50.

Django's own Arabic has point and comma the other way round; both on one page would be misread.
Dates begin with the day, and hours count to 24, as the pages write them.
"""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
MONTH_DAY_FORMAT = "j F"
