# rejected: both `is` and id ask for the object, not for its value
# This is `is`, in other words.
def find(customers, number):
    for customer in customers:
        if id(customer['number']) == id(number):
            return customer
    return None
