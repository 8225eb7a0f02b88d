"""What programs read: feeds, calendars, data about calls, and data inside pages.

Every one of them begins at the same lists as the pages do, so that what is withdrawn or hidden is
gone from all of them with the next request.
"""
