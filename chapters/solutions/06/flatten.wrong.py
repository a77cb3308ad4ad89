# rejected: isinstance goes along the road of bases
# This goes one step along the road, and not to its end.
def flatten(things):
    flat = []
    for thing in things:
        if list in (type(thing), type(thing).__base__):
            flat.extend(flatten(thing))
        else:
            flat.append(thing)
    return flat
