"""How figures are written in Arabic, the same way that Babel writes amounts of money: 5,000.50.

Django's own Arabic has point and comma the other way round; both on one page would be misread.
"""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
