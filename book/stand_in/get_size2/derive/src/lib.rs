//! Stands in for the derive macro of `get-size2`.

use proc_macro::TokenStream;

/// Says nothing of the type: nobody asks for its size.
#[proc_macro_derive(GetSize, attributes(get_size))]
pub fn get_size(_type: TokenStream) -> TokenStream {
    TokenStream::new()
}
