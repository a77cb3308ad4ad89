# A default is computed once for each function, when its `def` runs. So each button has a
# binding of its own.
def menu(names, pressed):
    buttons = []
    for name in names:
        def press(name=name):
            pressed.append(name)
        buttons.append(press)
    return buttons
