# rejected: they still share one cell
# A second name is no second binding for each turn: it is bound three times as well.
def menu(names, pressed):
    buttons = []
    for name in names:
        this = name
        def press():
            pressed.append(this)
        buttons.append(press)
    return buttons
