"""Joins the stages to the store: paths and decisions come in, changed desks, pictures and reports go out."""
