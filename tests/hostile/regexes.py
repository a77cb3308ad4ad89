# Patterns that are none, or that take very long.
import re
def t(*a):
    try: print(bool(re.match(*a)))
    except (re.error, RecursionError, OverflowError, MemoryError) as e: print(type(e).__name__)
t(r'((((((a*)*)*)*)*)*)b', 'a' * 8)
t(r'(?:(?:(?:a?){3}){3}){3}b', 'a' * 9)
t('(' * 500 + ')' * 500, 'a')
t('a{1000000}', 'a')
t('(a{1000}){1000}', 'a')
t('a{99999999999999999999}', 'a')
t('[' + 'a-z' * 10000 + ']', 'a')
t('|'.join('abc%d' % i for i in range(1000)), 'x')
t(r'(a)\99', 'a'); t(r'(?P<a>(?P=a))', 'a'); t('(?<=a*)b', 'b'); t(r'\1(a)', 'a'); t('(?(1)a|b)', 'b'); t('*', ''); t('a**', ''); t('(?i', ''); t('[z-a]', ''); t('(?P<1>a)', ''); t('\\', '')
