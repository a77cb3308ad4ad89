//! The built-in types, one a file: the struct, what the collector sees of it, the
//! functions behind its slots, its methods, and last the table that names them all.

pub mod args;
pub mod array;
pub(crate) mod array_items;
mod array_methods;
pub(crate) mod array_rebuild;
mod array_slots;
pub mod bool;
mod buffer;
pub mod builtin_function;
pub mod bytearray;
pub(crate) mod bytearray_methods;
pub mod bytes;
mod bytes_find;
pub mod bytes_iter;
mod bytes_methods;
mod bytes_new;
mod bytes_percent;
mod bytes_repr;
mod bytes_split;
pub(crate) mod calling;
pub mod cell;
pub mod class_methods;
pub mod code;
mod code_tables;
pub mod complex;
pub mod complex_methods;
pub mod complex_ops;
pub mod deque;
mod deque_methods;
pub mod dict;
pub mod dict_iter;
pub(crate) mod dict_merge;
pub mod dict_methods;
pub(crate) mod dict_names;
#[cfg(test)]
mod dict_tests;
pub mod dict_type;
pub(crate) mod dict_view_ops;
pub mod dict_views;
pub(crate) mod docs;
pub mod enumerate;
pub(crate) mod exception_groups;
mod exception_state;
pub mod exception_types;
pub mod exceptions;
pub mod float;
pub mod float_hex;
pub mod float_methods;
pub mod float_ops;
pub mod float_text;
pub mod format_spec;
pub mod frame;
pub(crate) mod frame_variables;
pub mod function;
mod function_new;
pub mod generator;
pub mod generic_alias;
pub(crate) mod inside;
pub mod int;
pub mod int_digits;
pub mod int_divide;
pub mod int_float;
pub mod int_methods;
pub mod int_ops;
pub mod int_power;
pub mod int_text;
pub(crate) mod iter_reduce;
pub mod iterators;
mod line_table;
pub mod list;
pub mod list_iter;
pub(crate) mod list_methods;
mod list_new;
pub(crate) mod list_slices;
pub(crate) mod list_sort;
#[cfg(test)]
mod list_tests;
pub mod managed_buffer;
pub mod mapping_proxy;
pub mod memory_view;
mod memory_view_items;
mod memory_view_iter;
mod memory_view_methods;
pub(crate) mod memory_view_told;
pub mod method;
pub mod module;
pub mod namespace;
pub mod none;
#[cfg(test)]
mod numbers_tests;
pub mod object_type;
pub mod operators;
pub mod ordered_dict;
mod ordered_dict_iter;
mod ordered_dict_methods;
mod ordered_dict_views;
mod os_error;
pub mod partial;
pub mod property;
pub mod protocol;
pub mod range;
pub mod range_iter;
pub(crate) mod repr_guard;
pub mod reversed;
#[cfg(test)]
mod sequence_tests;
pub mod set;
pub mod set_methods;
pub(crate) mod set_ops;
#[cfg(test)]
mod set_tests;
pub mod set_type;
pub(crate) mod similar;
pub mod slice;
mod sort_compare;
mod sort_merge;
mod static_names;
pub mod str;
pub mod str_build;
pub mod str_case;
mod str_charmap;
pub mod str_chars;
mod str_codec;
pub mod str_decode;
pub mod str_encode;
pub mod str_find;
pub mod str_format;
pub mod str_iter;
pub mod str_percent;
pub mod str_repr;
pub mod str_search;
pub mod str_slots;
pub mod str_split;
pub(crate) mod str_table;
mod str_tables;
#[cfg(test)]
mod str_tests;
pub mod str_translate;
pub mod stream;
pub mod struct_seq;
pub mod super_type;
pub(crate) mod text_builder;
pub mod traceback;
pub mod tuple;
pub mod tuple_iter;
pub(crate) mod tuple_methods;
pub mod type_type;
mod type_variables;
mod unicode_error;
pub mod union_type;
pub mod weak_proxy;
pub mod weakref;
pub mod zip_map_filter;

use crate::runtime::{PyResult, Runtime};
use crate::typeobject::TypeSpec;

/// The tables of all built-in types, each base before its subclasses.
pub static SPECS: &[&TypeSpec] = &[
    &object_type::TYPE,
    &type_type::TYPE,
    &none::NONE_TYPE,
    &none::NOT_IMPLEMENTED_TYPE,
    &none::ELLIPSIS_TYPE,
    &int::TYPE,
    &bool::TYPE,
    &float::TYPE,
    &complex::TYPE,
    &str::TYPE,
    &str_iter::TYPE,
    &str_iter::ASCII_TYPE,
    &bytes::TYPE,
    &bytes_iter::TYPE,
    &bytearray::TYPE,
    &bytes_iter::BYTEARRAY_TYPE,
    &list::TYPE,
    &list_iter::TYPE,
    &list_iter::REVERSE_TYPE,
    &iterators::SEQUENCE_TYPE,
    &iterators::CALLABLE_TYPE,
    &tuple::TYPE,
    &tuple_iter::TYPE,
    &slice::TYPE,
    &range::TYPE,
    &range_iter::TYPE,
    &range_iter::LONG_TYPE,
    &enumerate::TYPE,
    &zip_map_filter::ZIP_TYPE,
    &zip_map_filter::MAP_TYPE,
    &zip_map_filter::FILTER_TYPE,
    &reversed::TYPE,
    &deque::TYPE,
    &deque::ITERATOR,
    &deque::REVERSE_ITERATOR,
    &array::TYPE,
    &array::ITERATOR,
    &dict_type::TYPE,
    &dict_iter::KEYS,
    &dict_iter::VALUES,
    &dict_iter::ITEMS,
    &dict_iter::REVERSE_KEYS,
    &dict_iter::REVERSE_VALUES,
    &dict_iter::REVERSE_ITEMS,
    &dict_views::KEYS,
    &dict_views::VALUES,
    &dict_views::ITEMS,
    &ordered_dict::TYPE,
    &ordered_dict_iter::TYPE,
    &ordered_dict_views::KEYS,
    &ordered_dict_views::VALUES,
    &ordered_dict_views::ITEMS,
    &mapping_proxy::TYPE,
    &builtin_function::TYPE,
    &cell::TYPE,
    &class_methods::CLASS_METHOD,
    &class_methods::STATIC_METHOD,
    &code::TYPE,
    &property::TYPE,
    &function::TYPE,
    &partial::TYPE,
    &method::TYPE,
    &module::TYPE,
    &namespace::TYPE,
    &frame::TYPE,
    &traceback::TYPE,
    &generator::TYPE,
    &super_type::TYPE,
    &stream::TYPE,
    &managed_buffer::TYPE,
    &memory_view::TYPE,
    &memory_view_iter::TYPE,
    &generic_alias::TYPE,
    &union_type::TYPE,
    &exceptions::TYPE,
    &weakref::TYPE,
    &weak_proxy::TYPE,
    &weak_proxy::CALLABLE_TYPE,
    &set_type::SET,
    &set_type::FROZEN_SET,
    &set_type::ITERATOR,
];

/// All tables of this floor: the above, and those of the exceptions.
pub fn specs() -> impl Iterator<Item = &'static TypeSpec> {
    let all = SPECS.iter().chain(struct_seq::SPECS);
    all.chain(exception_types::SPECS).copied()
}

/// Makes the objects that every program shares.
pub fn install(rt: &Runtime) -> PyResult<()> {
    crate::shapes::key_resize::install(rt)?;
    none::install(rt)?;
    bool::install(rt)?;
    int::install(rt)?;
    int_text::install(rt)?;
    str::install(rt)?;
    bytes::install(rt)?;
    repr_guard::install(rt);
    tuple::install(rt)
}
