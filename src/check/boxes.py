# Does the drawing in `picture` show the objects of the program? A line of it says
# `place -> box`, and may go on with `, count 2`. Two places get one box if, and only
# if, they lead to one object.
import sys

def check_boxes(picture, *places):
    boxes, objects, drawn = {}, {}, set()
    for line in picture.strip().splitlines():
        place, box = (part.strip() for part in line.split('->'))
        box, _, count = (part.strip() for part in box.partition(', count'))
        assert '?' not in box + count, f'{place} still has a question mark'
        thing = eval(place, globals())
        # One of the references is `thing`, and one is given to getrefcount.
        owners = sys.getrefcount(thing) - 2 - (id(thing) in objects)
        first = boxes.setdefault(box, (place, thing))
        assert first[1] is thing, (
            f'{first[0]} and {place} share a box in your picture, '
            'but they lead to two objects')
        other, known = objects.setdefault(id(thing), (place, box))
        assert known == box, (
            f'{other} and {place} have two boxes in your picture, '
            'but they lead to one object')
        assert not count or int(count) == owners, (
            f'{owners} arrows end at the box of {place}, not {count}: '
            'those count, too, that start inside a box')
        drawn.add(place)
    for place in places:
        assert place in drawn, f'{place} is missing from your picture'
