"""The kinds of tokens, as numbers."""

tok_name = dict(enumerate((
    "ENDMARKER NAME NUMBER STRING NEWLINE INDENT DEDENT LPAR RPAR LSQB RSQB COLON "
    "COMMA SEMI PLUS MINUS STAR SLASH VBAR AMPER LESS GREATER EQUAL DOT PERCENT "
    "LBRACE RBRACE EQEQUAL NOTEQUAL LESSEQUAL GREATEREQUAL TILDE CIRCUMFLEX "
    "LEFTSHIFT RIGHTSHIFT DOUBLESTAR PLUSEQUAL MINEQUAL STAREQUAL SLASHEQUAL "
    "PERCENTEQUAL AMPEREQUAL VBAREQUAL CIRCUMFLEXEQUAL LEFTSHIFTEQUAL "
    "RIGHTSHIFTEQUAL DOUBLESTAREQUAL DOUBLESLASH DOUBLESLASHEQUAL AT ATEQUAL "
    "RARROW ELLIPSIS COLONEQUAL EXCLAMATION OP TYPE_IGNORE TYPE_COMMENT "
    "SOFT_KEYWORD FSTRING_START FSTRING_MIDDLE FSTRING_END COMMENT NL ERRORTOKEN "
    "ENCODING "
).split()))
# The operators, in the order of their numbers: from `LPAR` to `EXCLAMATION`.
_OPERATORS = (
    "( ) [ ] : , ; + - * / | & < > = . % { } == != <= >= ~ ^ << >> ** += -= *= /= "
    "%= &= |= ^= <<= >>= **= // //= @ @= -> ... := ! "
).split()
globals().update({name: number for number, name in tok_name.items()})
N_TOKENS = len(tok_name)
NT_OFFSET = 256
tok_name |= {N_TOKENS: "N_TOKENS", NT_OFFSET: "NT_OFFSET"}
EXACT_TOKEN_TYPES = dict(sorted(
    (operator, number) for number, operator in enumerate(_OPERATORS, LPAR)))
__all__ = ["tok_name", "ISTERMINAL", "ISNONTERMINAL", "ISEOF", "EXACT_TOKEN_TYPES",
           *tok_name.values()]


def ISTERMINAL(x):
    """Whether a number is of a token."""
    return x < NT_OFFSET


def ISNONTERMINAL(x):
    """Whether a number is of a rule of the grammar."""
    return x >= NT_OFFSET


def ISEOF(x):
    """Whether a number is of the end."""
    return x == ENDMARKER
