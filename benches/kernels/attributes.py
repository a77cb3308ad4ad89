# Attributes: of instances, of classes, in slots, through properties and methods.
class Point:
    scale = 2
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def moved(self):
        return Point(self.x + self.scale, self.y)
    @property
    def both(self):
        return self.x + self.y

class Slots:
    __slots__ = 'a', 'b'

point, slots = Point(1, 2), Slots()
slots.a = 0
for i in range(4000):
    point.x = point.x + point.scale
    point = point.moved()
    slots.b = point.both
    slots.a = slots.b
