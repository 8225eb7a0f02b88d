"""The demo programme: an invented one, modelled on a real one, with a history of ten months.

Everything happens through the rooms' own actions, with the right actor, on its day.
"""
