# Constraints that point one way, kept satisfied as values change: a chain of equalities and
# scalings between variables, planned by strength.
class Strength:
    def __init__(self, value, name):
        self.value = value
        self.name = name

    @classmethod
    def stronger(cls, a, b):
        return a.value < b.value

    @staticmethod
    def weakest_of(a, b):
        return a if a.value > b.value else b


REQUIRED = Strength(0, 'required')
PREFERRED = Strength(2, 'preferred')
NORMAL = Strength(4, 'normal')
WEAKEST = Strength(6, 'weakest')


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.walk_strength = WEAKEST
        self.stay = True
        self.mark = 0

    def __repr__(self):
        return f'<{self.name} = {self.value}>'


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def add(self, planner):
        for variable in self.variables:
            variable.constraints.append(self)
        self.satisfied = False
        planner.incremental_add(self)

    def satisfy(self, mark, planner):
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength is REQUIRED:
                raise ValueError('could not satisfy a required constraint')
            return None
        self.mark_inputs(mark)
        out = self.output
        overridden = out.determined_by
        if overridden is not None:
            overridden.satisfied = False
        out.determined_by = self
        planner.propagate(self, mark)
        out.mark = mark
        return overridden

    def is_satisfied(self):
        return self.satisfied

    def mark_inputs(self, mark):
        for variable in self.inputs():
            variable.mark = mark

    def inputs_known(self, mark):
        for variable in self.inputs():
            if not (variable.mark == mark or variable.stay or variable.determined_by is None):
                return False
        return True

    def inputs(self):
        return [v for v in self.variables if v is not self.output]


class Unary(Constraint):
    is_edit = False

    def __init__(self, variable, strength, planner):
        super().__init__(strength)
        self.variables = [variable]
        self.output = variable
        self.add(planner)

    def choose_method(self, mark):
        out = self.output
        self.satisfied = out.mark != mark and Strength.stronger(self.strength, out.walk_strength)

    def recalculate(self):
        self.output.walk_strength = self.strength
        self.output.stay = not self.is_edit
        if self.output.stay:
            self.execute()

    def execute(self):
        pass


class Stay(Unary):
    pass


class Edit(Unary):
    is_edit = True


class Binary(Constraint):
    def __init__(self, a, b, strength, planner):
        super().__init__(strength)
        self.a = a
        self.b = b
        self.variables = [a, b]
        self.output = b
        self.add(planner)

    @property
    def input(self):
        return self.a if self.output is self.b else self.b

    def choose_method(self, mark):
        a, b = self.a, self.b
        if a.mark == mark:
            self.output = b
            self.satisfied = b.mark != mark and Strength.stronger(self.strength, b.walk_strength)
        elif b.mark == mark:
            self.output = a
            self.satisfied = Strength.stronger(self.strength, a.walk_strength)
        else:
            self.output = a if a.walk_strength.value > b.walk_strength.value else b
            self.satisfied = Strength.stronger(self.strength, self.output.walk_strength)

    def recalculate(self):
        source, out = self.input, self.output
        out.walk_strength = Strength.weakest_of(self.strength, source.walk_strength)
        out.stay = source.stay
        if out.stay:
            self.execute()


class Equality(Binary):
    def execute(self):
        self.output.value = self.input.value


class Scale(Binary):
    def __init__(self, a, factor, offset, b, strength, planner):
        self.factor = factor
        self.offset = offset
        super().__init__(a, b, strength, planner)

    def execute(self):
        if self.output is self.b:
            self.b.value = self.a.value * self.factor + self.offset
        else:
            self.a.value = (self.b.value - self.offset) // self.factor


class Planner:
    def __init__(self):
        self.mark = 0

    def next_mark(self):
        self.mark += 1
        return self.mark

    def incremental_add(self, constraint):
        mark = self.next_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            c = todo.pop()
            c.recalculate()
            for other in c.output.constraints:
                if other is not c and other.satisfied and other.output is not c.output:
                    todo.append(other)

    def plan(self, sources):
        mark = self.next_mark()
        plan = []
        todo = list(sources)
        while todo:
            c = todo.pop()
            if c.output.mark != mark and c.inputs_known(mark):
                plan.append(c)
                c.output.mark = mark
                for other in c.output.constraints:
                    if other.satisfied and other is not c:
                        todo.append(other)
        return plan


def chain(n):
    planner = Planner()
    variables = [Variable(f'v{i}') for i in range(n + 1)]
    for a, b in zip(variables, variables[1:]):
        Equality(a, b, REQUIRED, planner)
    Stay(variables[-1], NORMAL, planner)
    edit = Edit(variables[0], PREFERRED, planner)
    plan = planner.plan([edit])
    for value in range(100):
        variables[0].value = value
        for c in plan:
            c.execute()
        assert variables[-1].value == value, variables[-1]
    return len(plan)


def scales(n):
    planner = Planner()
    total = 0
    for i in range(n):
        source, target = Variable('source', i), Variable('target', i)
        Stay(source, NORMAL, planner)
        Scale(source, 10, 1000, target, REQUIRED, planner)
        total += target.value
    return total


print([chain(250) for _ in range(36)], scales(16000))
