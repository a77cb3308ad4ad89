# rejected: 3 arrows end at the box of pair[0], not 2
# The ring's arrow to itself was forgotten.
ring = []
ring.append(ring)
pair = [ring, ring]
del ring

picture = """
pair       -> a, count 1
pair[0]    -> b, count 2
pair[1]    -> b, count 2
pair[0][0] -> b, count 2
"""
