# isinstance asks whether list stands on the road of bases, however far along.
def flatten(things):
    flat = []
    for thing in things:
        if isinstance(thing, list):
            flat.extend(flatten(thing))
        else:
            flat.append(thing)
    return flat
