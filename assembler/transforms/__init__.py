"""The steps that make a report of a collection, each a function from report to report."""
