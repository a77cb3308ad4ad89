//! Which addresses a function of the first part only hands on to later functions: where in
//! the source a panic comes from, and what it says. Such data may come later too, since
//! whoever reads it does.

use std::collections::HashMap;

use anyhow::Result;
use wasmparser::{BinaryReader, FuncType, FunctionBody, Operator};

use super::read::{Function, Program};

/// What becomes of a value: it is an argument of a function, by that function's number.
type Handed = (u32, usize);

/// What a function does with some of the values that it puts on the stack.
#[derive(Default)]
struct Uses {
    /// The calls that numbers go to, by the places of these numbers in the body.
    numbers: HashMap<usize, Handed>,
    /// The calls that each parameter goes to; none if it is used in another way too.
    params: Vec<Option<Vec<Handed>>>,
}

/// For each function that is not imported, the places of the numbers that it only hands
/// on, from one function to the next, until a later one has them.
pub fn handed(program: &Program<'_>, later: &[bool]) -> Result<Vec<Vec<usize>>> {
    let uses = program.functions.iter().map(|f| uses(program, f));
    let uses = uses.collect::<Result<Vec<Uses>>>()?;
    let imports = program.imports.len();
    let mut passed: Vec<Vec<bool>> = uses
        .iter()
        .map(|uses| uses.params.iter().map(Option::is_some).collect())
        .collect();
    let goes_later = |passed: &[Vec<bool>], (callee, argument): Handed| {
        let callee = callee as usize;
        later[callee] || callee >= imports && passed[callee - imports][argument]
    };
    loop {
        let mut changed = false;
        for (at, uses) in uses.iter().enumerate() {
            for (param, calls) in uses.params.iter().enumerate() {
                let calls = calls.iter().flatten();
                if passed[at][param]
                    && !calls.copied().all(|call| goes_later(&passed, call))
                {
                    passed[at][param] = false;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    let places = uses.into_iter().map(|uses| {
        let numbers = uses.numbers.into_iter();
        let numbers = numbers.filter(|(_, call)| goes_later(&passed, *call));
        numbers.map(|(place, _)| place).collect()
    });
    Ok(places.collect())
}

/// A value that one instruction puts on the stack and does nothing else.
enum Put {
    /// A number, which stands at this place of the body.
    Number(usize),
    Param(usize),
    Other,
}

fn uses(program: &Program<'_>, function: &Function<'_>) -> Result<Uses> {
    let signature = |ty: u32| -> &FuncType { &program.types[ty as usize] };
    let mut found = Uses {
        numbers: HashMap::new(),
        params: vec![Some(Vec::new()); signature(function.ty).params().len()],
    };
    let body = FunctionBody::new(BinaryReader::new(&function.body, 0));
    // What was put last, one value after the other.
    let mut row: Vec<Put> = Vec::new();
    for operator in body.get_operators_reader()?.into_iter_with_offsets() {
        let (operator, at) = operator?;
        let put = match operator {
            Operator::I32Const { .. } => Put::Number(at as usize + 1),
            Operator::LocalGet { local_index } => Put::Param(local_index as usize),
            Operator::I64Const { .. } | Operator::GlobalGet { .. } => Put::Other,
            _ => {
                let mut kept = row.len();
                if let Operator::Call { function_index } = operator {
                    let ty = program.type_of(function_index);
                    let arguments = signature(ty).params().len();
                    kept = kept.saturating_sub(arguments);
                    let puts = row.drain(kept..).rev();
                    for (argument, put) in (0..arguments).rev().zip(puts) {
                        found.hand(&put, (function_index, argument));
                    }
                }
                if let Operator::LocalSet { local_index }
                | Operator::LocalTee { local_index } = operator
                {
                    found.keep(&Put::Param(local_index as usize));
                }
                row.drain(..kept).for_each(|put| found.keep(&put));
                continue;
            }
        };
        row.push(put);
    }
    Ok(found)
}

impl Uses {
    fn hand(&mut self, put: &Put, call: Handed) {
        match *put {
            Put::Number(place) => {
                self.numbers.insert(place, call);
            }
            Put::Param(param) => {
                if let Some(Some(calls)) = self.params.get_mut(param) {
                    calls.push(call);
                }
            }
            Put::Other => {}
        }
    }

    /// The value is used otherwise. (A local that is no parameter has no entry.)
    fn keep(&mut self, put: &Put) {
        if let Put::Param(param) = *put
            && let Some(calls) = self.params.get_mut(param)
        {
            *calls = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use wasmparser::{FuncType, ValType};

    use super::handed;
    use crate::split::read::{Function, Program};

    #[test]
    fn what_is_only_handed_on_until_a_later_function_has_it_may_come_later() {
        // The numbers 7 and 8 as arguments of a function; both parameters as such.
        let give = |callee| vec![0, 0x41, 7, 0x41, 8, 0x10, callee, 0x0b];
        let pass = |callee| vec![0, 0x20, 0, 0x20, 1, 0x10, callee, 0x0b];
        let end = vec![0, 0x0b];
        // One reads its first parameter; one gets a number over another way.
        let read = vec![0, 0x20, 0, 0x1a, 0x20, 0, 0x20, 1, 0x10, 2, 0x0b];
        let sum = vec![0, 0x41, 7, 0x41, 8, 0x6a, 0x41, 9, 0x10, 2, 0x0b];
        let bodies = [give(1), pass(2), end, give(4), read, sum, give(7), pass(6)];
        let functions = bodies.map(|body| Function {
            ty: 0,
            path: String::new(),
            body: body.into(),
            locals: 1,
            notes: Vec::new(),
        });
        let program = Program {
            types: vec![FuncType::new([ValType::I32; 2], [])],
            functions: functions.into(),
            ..Program::default()
        };
        let later: Vec<bool> = (0..8).map(|number| number == 2).collect();
        let mut found = handed(&program, &later).unwrap();
        found.iter_mut().for_each(|places| places.sort());
        assert_eq!(found[0], [2, 4], "over a function that passes both");
        assert_eq!(found[3], [4], "the other is read on the way");
        assert_eq!(found[5], [7], "the others are added");
        assert_eq!(found[6], [2, 4], "nobody ever has it");
    }
}
