//! What tells other programs of the book where it is published: a sitemap, and what a link
//! to a page looks like elsewhere. Both want the book's address, which is set where it is
//! published: `site` of `preprocessor.pyobject` in book.toml, or the variable
//! `MDBOOK_PREPROCESSOR__PYOBJECT__SITE`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use mdbook_driver::MDBook;

/// The picture that stands for the book elsewhere.
pub const PREVIEW: &str = "preview.png";

/// Pages that nobody is to find by searching for them.
const UNLISTED: [&str; 3] = ["404.html", "print.html", "toc.html"];

/// Where the book is published, without a slash at the end.
pub fn address(book: &MDBook) -> Result<Option<String>> {
    let site: Option<String> = book.config.get("preprocessor.pyobject.site")?;
    let site = site.map(|site| site.trim_end_matches('/').to_owned());
    Ok(site.filter(|site| !site.is_empty()))
}

/// Lets each page be edited where the repository is, if that is known.
pub fn link_for_editing(book: &mut MDBook) -> Result<()> {
    let html = book.config.html_config().unwrap_or_default();
    if let (Some(repository), None) = (html.git_repository_url, html.edit_url_template)
    {
        let repository = repository.trim_end_matches('/');
        let template = format!("{repository}/edit/main/{{path}}");
        book.config.set("output.html.edit-url-template", template)?;
    }
    Ok(())
}

/// Writes the sitemap, and into each page its own address and that of the preview.
pub fn publish(address: &str, book: &Path, pages: &[PathBuf]) -> Result<()> {
    let mut places = String::new();
    for page in pages {
        let name = page.strip_prefix(book)?.display().to_string();
        let name = name.replace('\\', "/");
        if UNLISTED.contains(&name.as_str()) {
            continue;
        }
        let url = match name.as_str() {
            "index.html" => format!("{address}/"),
            name => format!("{address}/{name}"),
        };
        places += &format!("  <url><loc>{url}</loc></url>\n");
        let text = fs::read_to_string(page)?;
        fs::write(page, told(&text, address, &url))?;
    }
    let map = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{places}</urlset>\n"
    );
    fs::write(book.join("sitemap.xml"), map)?;
    Ok(())
}

/// A page that says where it is.
fn told(text: &str, address: &str, url: &str) -> String {
    let more = format!(
        "<link rel=\"canonical\" href=\"{url}\">\n\
         <meta property=\"og:url\" content=\"{url}\">\n\
         <meta property=\"og:image\" content=\"{address}/{PREVIEW}\">\n\
         <meta property=\"og:image:width\" content=\"1200\">\n\
         <meta property=\"og:image:height\" content=\"630\">\n</head>"
    );
    text.replacen("</head>", &more, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_is_on_the_map_and_says_where_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = ["index.html", "01-names.html", "404.html", "print.html"];
        let pages = names.map(|name| folder.path().join(name));
        for page in &pages {
            fs::write(page, "<head></head>").expect("room for a page");
        }
        publish("https://book.example/x", folder.path(), &pages).expect("a site");
        let read =
            |name: &str| fs::read_to_string(folder.path().join(name)).expect(name);
        let map = read("sitemap.xml");
        assert!(map.contains("<loc>https://book.example/x/</loc>"), "{map}");
        assert!(map.contains("<loc>https://book.example/x/01-names.html</loc>"));
        assert_eq!(map.matches("<url>").count(), 2);
        let page = read("01-names.html");
        assert!(
            page.contains("content=\"https://book.example/x/preview.png\""),
            "{page}"
        );
        assert_eq!(read("404.html"), "<head></head>");
    }

    #[test]
    fn pages_are_edited_in_the_repository_and_published_where_it_is_said() {
        let mut book = MDBook::load(crate::root()).expect("the book");
        let key = "output.html.git-repository-url";
        book.config
            .set(key, "https://code.example/a/b")
            .expect("a setting");
        let key = "preprocessor.pyobject.site";
        book.config
            .set(key, "https://book.example/")
            .expect("a setting");
        link_for_editing(&mut book).expect("a template");
        let html = book.config.html_config().expect("settings");
        let template = html.edit_url_template.expect("a template");
        assert_eq!(template, "https://code.example/a/b/edit/main/{path}");
        let site = address(&book).expect("an address");
        assert_eq!(site.as_deref(), Some("https://book.example"));
    }
}
