//! segue-peer LEADS: the message for every lead of a CSV file, by csv and minijinja.

use std::env;
use std::error::Error;
use std::io::{self, BufWriter, Write};

use minijinja::{context, Environment};

const MESSAGE: &str = r#"Hi {{ first_name or "there" }}, saw your work at {{ company or "your company" }} — would love to connect. Open to a quick chat?"#;

/// Default_Ignorable_Code_Point, or U+2800.
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The field as it is inserted; empty where it is blank.
fn value(field: &str) -> &str {
    if field.chars().all(|c| c.is_whitespace() || is_ignorable(c)) {
        return "";
    }
    field.trim()
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("expected the leads' file")?;
    let mut leads = csv::Reader::from_path(path)?;
    let header = leads.headers()?.clone();
    let column = |name| {
        header
            .iter()
            .position(|column| column == name)
            .ok_or("a column is missing")
    };
    let (key, first_name, company) = (
        column("id")?,
        column("first-name")?,
        column("custom_q5cktl47a6pqa74eu06fz89v")?,
    );

    let mut templates = Environment::new();
    templates.add_template("message", MESSAGE)?;
    let message = templates.get_template("message")?;

    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut lead = csv::StringRecord::new();
    while leads.read_record(&mut lead)? {
        let text = message.render(context! {
            first_name => value(&lead[first_name]),
            company => value(&lead[company]),
        })?;
        out.write_all(b"{\"lead\":")?;
        serde_json::to_writer(&mut out, &lead[key])?;
        out.write_all(b",\"step\":0,\"after\":0,\"text\":")?;
        serde_json::to_writer(&mut out, &text)?;
        out.write_all(b"}\n")?;
    }
    out.flush()?;
    Ok(())
}
