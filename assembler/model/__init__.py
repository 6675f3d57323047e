"""The data model: frozen values that every part of the program hands to the next. Imports nothing but itself."""
