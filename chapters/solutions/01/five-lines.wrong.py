# rejected: but they lead to two objects
# Here the first list is thought to have been changed, not replaced.
first = [1]
second = first
first = [1]
third = [second, first]
del second

picture = """
first    -> a
third    -> b
third[0] -> a
third[1] -> a
"""
