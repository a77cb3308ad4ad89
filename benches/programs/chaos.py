# A spline's points drawn at random: classes with operators, floats, a generator of random
# numbers of its own, a list of lists of pixels.
class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def length(self):
        return (self.x * self.x + self.y * self.y) ** 0.5

    def mixed(self, other, amount):
        return Vector(self.x + (other.x - self.x) * amount, self.y + (other.y - self.y) * amount)


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 16807) % 2147483647
        return self.state % limit

    def part(self):
        return self.below(1 << 20) / (1 << 20)


class Spline:
    def __init__(self, points, degree, knots):
        self.points = points
        self.degree = degree
        self.knots = knots

    def domain(self):
        return self.knots[self.degree - 1], self.knots[len(self.knots) - self.degree]

    def __call__(self, u):
        low, high = self.domain()
        u = min(max(u, low), high - 1e-9)
        for i in range(self.degree, len(self.knots) - self.degree + 1):
            if self.knots[i] > u:
                break
        near = [self.points[i - self.degree + k] for k in range(self.degree + 1)]
        for depth in range(1, self.degree + 1):
            for k in range(self.degree, depth - 1, -1):
                a = self.knots[i - self.degree + k - 1]
                b = self.knots[i + k - depth]
                amount = (u - a) / (b - a) if b != a else 0.0
                near[k] = near[k - 1].mixed(near[k], amount)
        return near[self.degree]


class Game:
    def __init__(self, splines, random):
        self.splines = splines
        self.random = random
        self.low, self.high = Vector(0.0, 0.0), Vector(4.0, 4.0)

    def step(self, point):
        spline = self.splines[self.random.below(len(self.splines))]
        along = spline((point.x + self.random.part()) % 1 * 3)
        towards = along - point
        return point + 0.5 * towards * (1 / (1 + towards.length()))

    def draw(self, width, height, steps):
        image = [[1] * height for _ in range(width)]
        span = self.high - self.low
        point = (self.low + self.high) * 0.5
        for _ in range(steps):
            point = self.step(point)
            x = int((point.x - self.low.x) / span.x * width)
            y = int((point.y - self.low.y) / span.y * height)
            image[x % width][y % height] = 0
        return image


splines = [
    Spline([Vector(1.6, 0.3), Vector(0.9, 0.5), Vector(0.2, 1.1), Vector(0.4, 1.9), Vector(1.2, 2.2),
            Vector(2.0, 1.8)], 3, [0, 0, 0, 1, 2, 3, 3, 3]),
    Spline([Vector(2.8, 0.1), Vector(2.3, 0.9), Vector(2.4, 1.7), Vector(3.1, 2.3), Vector(3.2, 2.8),
            Vector(2.6, 3.3)], 3, [0, 0, 0, 1, 2, 3, 3, 3]),
]
image = Game(splines, Random(20261)).draw(160, 120, 24000)
print(sum(row.count(0) for row in image))
