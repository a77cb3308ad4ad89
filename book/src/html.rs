//! Small helpers for writing HTML by hand.

/// `text` as it stands between tags or in a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// JSON as it stands in a `<script>`: no `</script>` and no `<!--` in it.
pub fn json(value: &impl serde::Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string(value)?.replace('<', "\\u003c"))
}

/// A piece of HTML as markdown leaves it alone: without blank lines, which
/// would end an HTML block.
pub fn block(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 2);
    out.push('\n');
    for line in html.lines().filter(|line| !line.trim().is_empty()) {
        out.push_str(line);
        out.push('\n');
    }
    out
}

const OPEN: &str = "<!--unindexed ";
const CLOSE: &str = "-->";

/// Hides a piece from mdBook's search index, which would else hold every label
/// of every picture and the answer to every question. It travels as a comment,
/// and [`reveal`] puts it back into the pages.
pub fn unindexed(html: &str) -> String {
    let quiet = html
        .replace('%', "%25")
        .replace("--", "%2D%2D")
        .replace('\n', "%0A");
    format!("{OPEN}{quiet}{CLOSE}")
}

/// A page with what [`unindexed`] hid put back.
pub fn reveal(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((hidden, after)) = after.split_once(CLOSE) else {
            break;
        };
        out.push_str(before);
        let html = hidden
            .replace("%0A", "\n")
            .replace("%2D", "-")
            .replace("%25", "%");
        out.push_str(&html);
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_hidden_comes_back_as_it_was() {
        let html = "<pre>100%25 -- a ---> b\n\n</pre>";
        let page = format!("a{}b{}c", unindexed(html), unindexed("--->"));
        assert!(!page.contains('\n'));
        assert_eq!(reveal(&page), format!("a{html}b--->c"));
    }

    #[test]
    fn json_cannot_end_its_script() {
        assert_eq!(
            json(&"</script><!--").unwrap(),
            r#""\u003c/script>\u003c!--""#
        );
    }
}
