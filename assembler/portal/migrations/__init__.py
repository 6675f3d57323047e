"""The states of the database's tables, one after another, as Django writes them."""
