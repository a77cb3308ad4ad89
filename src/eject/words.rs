//! What a piece of source names, read from its tokens.

use std::collections::HashSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What a piece of source names.
#[derive(Default, Clone)]
pub struct Words {
    /// Its paths, each in its parts.
    pub paths: Vec<Vec<String>>,
    /// The macros that are called.
    pub macros: Vec<String>,
    /// What stands before a dot, if it is a word, and the word after it.
    pub members: Vec<(String, String)>,
    /// All its words.
    pub idents: HashSet<String>,
}

/// The first word.
pub fn first_ident(tokens: TokenStream) -> Option<String> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) => Some(ident.to_string()),
        _ => None,
    })
}

/// The words that may be names which a macro call defines: those that begin a part.
pub fn heads(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut at_head = true;
    let semicolons = tokens.clone().into_iter().any(|token| match token {
        TokenTree::Punct(sign) => sign.as_char() == ';',
        _ => false,
    });
    let end = if semicolons { ';' } else { ',' };
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if at_head => {
                found.push(ident.to_string());
                at_head = false;
            }
            TokenTree::Punct(sign) if sign.as_char() == end => at_head = true,
            // An attribute, or a comment that is one.
            TokenTree::Punct(sign) if sign.as_char() == '#' => {}
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {}
            _ => at_head = false,
        }
    }
    found
}

enum Token {
    Word(String),
    Sign(char),
    Open(Delimiter),
    Close,
}

fn tokens(stream: TokenStream, out: &mut Vec<Token>) {
    for tree in stream {
        match tree {
            TokenTree::Ident(ident) => out.push(Token::Word(ident.to_string())),
            TokenTree::Punct(punct) => out.push(Token::Sign(punct.as_char())),
            TokenTree::Literal(_) => out.push(Token::Sign('"')),
            TokenTree::Group(group) => {
                out.push(Token::Open(group.delimiter()));
                tokens(group.stream(), out);
                out.push(Token::Close);
            }
        }
    }
}

impl Words {
    /// Those of a piece.
    pub fn of(stream: TokenStream) -> Words {
        let mut list = Vec::new();
        tokens(stream, &mut list);
        let mut words = Words::default();
        let mut at = 0;
        while at < list.len() {
            at = words.word(&list, at, &[]);
        }
        words
    }

    /// Reads a path that begins at a token; where what follows it begins.
    fn word(&mut self, list: &[Token], at: usize, above: &[String]) -> usize {
        let Token::Word(first) = &list[at] else {
            return at + 1;
        };
        self.idents.insert(first.clone());
        let sign = |at: usize, c: char| matches!(list.get(at), Some(Token::Sign(found)) if *found == c);
        let member = at > 0 && sign(at - 1, '.') && !(at > 1 && sign(at - 2, '.'));
        if member && above.is_empty() {
            self.members.push((before_dot(list, at - 1), first.clone()));
            return at + 1;
        }
        let mut path = above.to_vec();
        path.push(first.clone());
        let mut at = at + 1;
        while sign(at, ':') && sign(at + 1, ':') {
            match list.get(at + 2) {
                Some(Token::Word(next)) => {
                    self.idents.insert(next.clone());
                    path.push(next.clone());
                    at += 3;
                }
                Some(Token::Open(Delimiter::Brace)) => {
                    let mut inner = at + 3;
                    let mut depth = 0;
                    while inner < list.len() {
                        match &list[inner] {
                            Token::Close if depth == 0 => break,
                            Token::Close => depth -= 1,
                            Token::Open(_) => depth += 1,
                            Token::Word(_) => {
                                inner = self.word(list, inner, &path);
                                continue;
                            }
                            Token::Sign(_) => {}
                        }
                        inner += 1;
                    }
                    return inner;
                }
                _ => break,
            }
        }
        match sign(at, '!') && !sign(at + 1, '=') {
            true => self.macros.extend(path.pop()),
            false => self.paths.push(path),
        }
        at
    }
}

/// The word that a dot is about: `rt` of `rt.x` and of `self.rt.x`, `runtime` of
/// `a.runtime().x`.
fn before_dot(list: &[Token], dot: usize) -> String {
    let mut at = dot;
    let mut depth = 0;
    while at > 0 {
        at -= 1;
        match &list[at] {
            Token::Close => depth += 1,
            Token::Open(_) => {
                depth -= 1;
                if depth < 0 {
                    return String::new();
                }
            }
            Token::Word(word) if depth == 0 => return word.clone(),
            _ if depth == 0 => return String::new(),
            _ => {}
        }
    }
    String::new()
}
