# The pair is reached by one name. At the ring end two arrows that start in the pair, and
# one that starts in the ring itself.
ring = []
ring.append(ring)
pair = [ring, ring]
del ring

picture = """
pair       -> a, count 1
pair[0]    -> b, count 3
pair[1]    -> b, count 3
pair[0][0] -> b, count 3
"""
