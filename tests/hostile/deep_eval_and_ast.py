# Deep expressions, as text and as trees; trees that are none.
import ast
for text in ('(' * 150 + '1' + ')' * 150, '-' * 500 + '1', '[' * 150 + ']' * 150, 'not ' * 300 + '1', '1' + '+1' * 2000, '1' + '**1' * 500, 'a' + '.b' * 500, 'a' + '[0]' * 500, 'a' + '()' * 500, 'x' + ' if x else x' * 200, 'lambda: ' * 200 + '1', '{1:' * 100 + '1' + '}' * 100, '1' + '<1' * 3000, '1' + ' and 1' * 3000, '"a"' * 3000, 'f"{1}"' * 1000, '1,' * 3000, 'f(' * 150 + ')' * 150, 'await ' * 100 + 'x', '*' * 100 + 'x', 'x:=' * 10 + '1', '~' * 1000 + '1', '[x for x in ' * 50 + 'y' + ']' * 50):
    for act in ('eval(text, {"x": 1, "a": 1, "y": [], "f": int})', 'ast.parse(text)', 'ast.literal_eval(text)', 'ast.dump(ast.parse(text))', 'ast.unparse(ast.parse(text))', 'compile(ast.parse(text), "", "exec")'):
        try: eval(act)
        except (SyntaxError, RecursionError, MemoryError, ValueError, TypeError, AttributeError, IndexError, NameError, OverflowError): pass
n = ast.Constant(1)
for i in range(1000): n = ast.UnaryOp(ast.USub(), n)
for act in ('compile(ast.Expression(n), "", "eval")', 'ast.dump(n)', 'ast.unparse(n)', 'ast.fix_missing_locations(n)', 'list(ast.walk(n))', 'ast.literal_eval(n)', 'compile(ast.Module([ast.Expr(5)], []), "", "exec")', 'compile(ast.Module([5], []), "", "exec")', 'compile(ast.Module(5, []), "", "exec")', 'compile(ast.Expression(ast.Name(5, ast.Load())), "", "eval")', 'compile(ast.Expression(ast.Constant([])), "", "eval")', 'ast.Name(1, 2, 3, 4)', 'ast.AST(5)', 'ast.unparse(5)', 'ast.dump(5)'):
    try: eval(act)
    except (SyntaxError, RecursionError, MemoryError, ValueError, TypeError, AttributeError) as e: print(act, type(e).__name__)
