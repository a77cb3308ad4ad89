# Lines 1 and 3 make a list each, and line 4 makes the third. Line 2 only draws an arrow,
# to the list that first led to at that time. Line 5 takes that arrow away again, but the
# one that starts in the third list stays.
first = [1]
second = first
first = [1]
third = [second, first]
del second

picture = """
first    -> a
third    -> b
third[0] -> c
third[1] -> a
"""
