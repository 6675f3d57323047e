"""The walk of one report through the portal, from its beginning to its final, in Chromium.

desk.py is a person at a browser; beginning.py, writing.py and editing.py are the parts of the walk.
"""
