# Spheres over a chequered floor, lit by one lamp: vectors as instances, methods that call
# methods, floats.
import math


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def magnitude(self):
        return math.sqrt(self.dot(self))

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def scale(self, factor):
        return Vector(factor * self.x, factor * self.y, factor * self.z)

    def normalized(self):
        return self.scale(1.0 / self.magnitude())

    def reflected(self, normal):
        return self - normal.scale(2 * self.dot(normal))


class Ray:
    def __init__(self, point, direction):
        self.point = point
        self.direction = direction.normalized()

    def point_at(self, t):
        return self.point + self.direction.scale(t)


class Sphere:
    def __init__(self, centre, radius, colour):
        self.centre = centre
        self.radius = radius
        self.colour = colour

    def intersection(self, ray):
        to_centre = self.centre - ray.point
        v = to_centre.dot(ray.direction)
        discriminant = self.radius * self.radius - (to_centre.dot(to_centre) - v * v)
        if discriminant < 0:
            return None
        return v - math.sqrt(discriminant)

    def normal_at(self, point):
        return (point - self.centre).normalized()

    def colour_at(self, point):
        return self.colour


class Floor:
    def __init__(self, height):
        self.height = height
        self.normal = Vector(0, 1, 0)

    def intersection(self, ray):
        down = ray.direction.y
        if abs(down) < 1e-9:
            return None
        return (self.height - ray.point.y) / down

    def normal_at(self, point):
        return self.normal

    def colour_at(self, point):
        if (int(math.floor(point.x)) + int(math.floor(point.z))) % 2:
            return (0.1, 0.1, 0.1)
        return (0.9, 0.9, 0.9)


class Scene:
    def __init__(self):
        self.objects = []
        self.lamp = Vector(20, 30, -10)

    def nearest(self, ray):
        best = None
        for thing in self.objects:
            t = thing.intersection(ray)
            if t is not None and t > 1e-6 and (best is None or t < best[1]):
                best = (thing, t)
        return best

    def colour(self, ray, depth):
        hit = self.nearest(ray)
        if hit is None:
            return (0.2, 0.3, 0.6)
        thing, t = hit
        point = ray.point_at(t)
        normal = thing.normal_at(point)
        to_lamp = (self.lamp - point).normalized()
        light = 0.1
        shadow = self.nearest(Ray(point, to_lamp))
        if shadow is None:
            light += 0.9 * max(0.0, to_lamp.dot(normal))
        r, g, b = [light * c for c in thing.colour_at(point)]
        if depth:
            mirrored = Ray(point, ray.direction.reflected(normal))
            mr, mg, mb = self.colour(mirrored, depth - 1)
            r, g, b = 0.7 * r + 0.3 * mr, 0.7 * g + 0.3 * mg, 0.7 * b + 0.3 * mb
        return r, g, b

    def render(self, width, height):
        eye = Vector(0, 1.8, 10)
        total = [0.0, 0.0, 0.0]
        for y in range(height):
            for x in range(width):
                direction = Vector((x - width / 2) / width, (height / 2 - y) / width, -1.2)
                colour = self.colour(Ray(eye, direction), 2)
                for i, c in enumerate(colour):
                    total[i] += c
        return total


scene = Scene()
scene.objects.append(Sphere(Vector(1, 3, -10), 2, (1, 1, 0)))
for y in range(4):
    scene.objects.append(Sphere(Vector(-3 - y * 0.4, 2.3, -5), 0.4, (y / 4, 1 - y / 4, 0.5)))
scene.objects.append(Floor(0))
print([round(c, 6) for c in scene.render(128, 96)])
