# 56 is on the shelf, however you come by it. The two millions in the source are one
# constant of the unit. The sum is a million that was made while the program ran.
n = 6
a = 56
b = 50 + n
p = 1_000_000
q = p
r = 999_994 + n
s = 1_000_000

picture = """
a -> x
b -> x
p -> y
q -> y
r -> z
s -> y
"""
