# Two numbers are compared with `==`.
def find(customers, number):
    for customer in customers:
        if customer['number'] == number:
            return customer
    return None
