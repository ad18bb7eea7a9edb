//! `sitemap.xml` and `robots.txt`. The only home of the XML crate.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::plan::view::sitemap::{Address, Robots, Sitemap};

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// The sitemap.
pub fn sitemap(sitemap: &Sitemap) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    let written = writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| {
            writer.create_element("urlset").with_attribute(NAMESPACE).write_inner_content(
                |writer| sitemap.addresses.iter().try_for_each(|address| one(writer, address)),
            )
        })
        .map(|_| ());
    written.expect("writing to memory cannot fail");
    let mut file = writer.into_inner();
    file.push(b'\n');
    file
}

fn one(writer: &mut Writer<Vec<u8>>, address: &Address) -> std::io::Result<()> {
    writer.create_element("url").write_inner_content(|writer| {
        writer.create_element("loc").write_text_content(BytesText::new(&address.url))?;
        if let Some(day) = &address.changed_on {
            writer.create_element("lastmod").write_text_content(BytesText::new(day))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// `robots.txt`.
pub fn robots(robots: &Robots) -> Vec<u8> {
    let sitemap = robots.sitemap.as_ref().map(|url| format!("\nSitemap: {url}\n"));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default()).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_escaped_and_a_day_is_optional() {
        let address = |url: &str, day: Option<&str>| Address {
            url: url.to_owned(),
            changed_on: day.map(str::to_owned),
        };
        let file = sitemap(&Sitemap {
            addresses: vec![
                address("https://example.gov.cn/?a=1&b=2", Some("2026-09-30")),
                address("https://example.gov.cn/tasks/", None),
            ],
        });
        insta::assert_snapshot!(String::from_utf8(file).expect("text"), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
         <url>
          <loc>https://example.gov.cn/?a=1&amp;b=2</loc>
          <lastmod>2026-09-30</lastmod>
         </url>
         <url>
          <loc>https://example.gov.cn/tasks/</loc>
         </url>
        </urlset>
        "#);
    }

    #[test]
    fn robots_may_read_everything() {
        let robots = robots(&Robots { sitemap: Some("https://example.gov.cn/sitemap.xml".into()) });
        let expected = "User-agent: *\nAllow: /\n\nSitemap: https://example.gov.cn/sitemap.xml\n";
        assert_eq!(String::from_utf8(robots).as_deref(), Ok(expected));
    }
}
