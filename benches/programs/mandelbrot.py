# Floats in a loop at the module's level and in a function; complex numbers.
def escapes(cx, cy, limit):
    x = y = 0.0
    for i in range(limit):
        xx, yy = x * x, y * y
        if xx + yy > 4.0:
            return i
        x, y = xx - yy + cx, 2.0 * x * y + cy
    return limit


total = 0
for row in range(140):
    for column in range(180):
        total += escapes(column / 72 - 2, row / 56 - 1.25, 100)
near = 0
for k in range(120000):
    z = complex(k % 200 / 100 - 1, k // 200 / 300 - 1)
    z = z * z + 0.3
    if abs(z) < 1:
        near += 1
print(total, near)
