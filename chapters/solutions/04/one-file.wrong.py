# rejected: p and s have two boxes in your picture
# This would be right at the prompt, where each line is a unit of its own.
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
s -> w
"""
