//! The printable questionnaire with its scoring key, in French and English.

use std::fmt::Write as _;

use super::coding::QuestionOption;
use super::tree::TreeStep;
use super::{GoldenQuestion, TypingTool};
use crate::persona::wording::{Language, attribute_text, level_text, question_text};
use crate::table::{Attribute, Kind, Table};

/// `questionnaire.md`: the questions to print, the scoring key, the tree, and how often they are
/// right. `names`: what each persona is called, in the order of the tool; an empty name falls back
/// to the slug. Every text of the table is escaped.
pub fn questionnaire(
    tool: &TypingTool,
    table: &Table,
    names: &[String],
    language: Language,
) -> String {
    let called: Vec<String> = tool
        .personas
        .iter()
        .enumerate()
        .map(|(i, slug)| {
            let name = names.get(i).filter(|n| !n.is_empty()).unwrap_or(slug);
            escape(name)
        })
        .collect();
    let mut text = String::new();
    head(&mut text, tool, language);
    for (place, question) in tool.questions.iter().enumerate() {
        ask(&mut text, place, question, table, language);
    }
    key(&mut text, tool, table, &called, language);
    let _ = write!(
        text,
        "\n## {}\n\n{} {}\n\n",
        language.pick(
            "L’arbre, pour aller plus vite",
            "The tree, for a quick look"
        ),
        language.pick(
            "Moins sûr que les points : juste pour",
            "Less sure than the points: right for"
        ),
        of_hundred(tool.tree_accuracy, language)
    );
    walk(&mut text, &tool.tree, tool, table, &called, language, 0);
    text
}

fn head(text: &mut String, tool: &TypingTool, language: Language) {
    let right = tool.accuracy.get(tool.questions.len().saturating_sub(1));
    let _ = write!(
        text,
        "# {}\n\n{}\n\n",
        language.pick(
            "À quel persona ressemblez-vous ?",
            "Which persona are you most like?"
        ),
        language.pick(
            "Cochez une case par question, ou plusieurs là où c’est écrit.",
            "Tick one box for each question, or several where it says so."
        )
    );
    if let Some(right) = right {
        let _ = write!(
            text,
            "{} {} ({} {:.0} {} {:.0}). {} {}\n\n",
            language.pick(
                "Ces questions retrouvent le persona de",
                "These questions find the persona of"
            ),
            of_hundred(right.accuracy, language),
            language.pick("entre", "between"),
            right.low * 100.0,
            language.pick("et", "and"),
            right.high * 100.0,
            language.pick(
                "Mesuré par validation croisée, sur des personnes que le choix des questions n’avait pas \
                 vues. Répondre toujours la plus fréquente serait juste pour",
                "Measured by cross-validation, on people that the choice of questions had not seen. \
                 Always naming the largest would be right for"
            ),
            of_hundred(tool.chance, language) + "."
        );
    }
    let _ = write!(
        text,
        "## {}\n\n",
        language.pick("Les questions", "The questions")
    );
}

fn of_hundred(share: f64, language: Language) -> String {
    format!(
        "{:.0} {}",
        share * 100.0,
        language.pick("personnes sur 100", "people in 100")
    )
}

fn ask(
    text: &mut String,
    place: usize,
    question: &GoldenQuestion,
    table: &Table,
    language: Language,
) {
    let attribute = table.attribute(&question.attribute);
    let asked = attribute.map_or(question.attribute.as_str(), question_text);
    let several = if question.kind == Kind::Multi {
        language.pick(
            " *(plusieurs réponses possibles)*",
            " *(tick all that apply)*",
        )
    } else {
        ""
    };
    let _ = write!(text, "{}. **{}**{several}\n\n", place + 1, escape(asked));
    for option in &question.options {
        let _ = writeln!(text, "   - ☐ {}", option_text(option, attribute, language));
    }
    text.push('\n');
}

fn key(text: &mut String, tool: &TypingTool, table: &Table, called: &[String], language: Language) {
    let _ = write!(
        text,
        "## {}\n\n{}\n\n| | {} |\n| --- |{}\n| {} | {} |\n",
        language.pick("La grille de points", "The scoring key"),
        language.pick(
            "Partez des points de départ, ajoutez ceux de chaque case cochée. La persona est celle qui a le \
             plus de points ; à égalité, la première.",
            "Start from the first line, add the points of every box ticked. The persona is the one with \
             most points; where equal, the first."
        ),
        called.join(" | "),
        " ---: |".repeat(called.len()),
        language.pick("*Points de départ*", "*Starting points*"),
        numbers(&tool.start)
    );
    for (place, question) in tool.questions.iter().enumerate() {
        let attribute = table.attribute(&question.attribute);
        for (option, points) in question.options.iter().zip(&question.points) {
            let _ = writeln!(
                text,
                "| {}. {} | {} |",
                place + 1,
                option_text(option, attribute, language),
                numbers(points)
            );
        }
    }
}

fn numbers(points: &[i64]) -> String {
    let each: Vec<String> = points.iter().map(i64::to_string).collect();
    each.join(" | ")
}

fn walk(
    text: &mut String,
    step: &TreeStep,
    tool: &TypingTool,
    table: &Table,
    called: &[String],
    language: Language,
    depth: usize,
) {
    let indent = "  ".repeat(depth);
    match step {
        TreeStep::Persona { persona, share } => {
            let name = called.get(*persona).map_or("", String::as_str);
            let _ = writeln!(
                text,
                "{indent}- → **{name}** ({})",
                of_hundred(*share, language)
            );
        }
        TreeStep::Ask {
            question,
            boxes,
            yes,
            no,
        } => {
            let Some(golden) = tool.questions.get(*question) else {
                return;
            };
            let attribute = table.attribute(&golden.attribute);
            let options: Vec<String> = boxes
                .iter()
                .filter_map(|&b| golden.options.get(b))
                .map(|o| option_text(o, attribute, language))
                .collect();
            let label = attribute.map_or(golden.attribute.as_str(), attribute_text);
            let asked = format!(
                "{}. {}{}{}",
                question + 1,
                escape(label),
                language.pick(" : ", ": "),
                options.join(language.pick(" ou ", " or "))
            );
            let _ = writeln!(text, "{indent}- {asked} — {}", language.pick("oui", "yes"));
            walk(text, yes, tool, table, called, language, depth + 1);
            let _ = writeln!(
                text,
                "{indent}- {asked} — {}",
                language.pick("non, ou sans réponse", "no, or no answer")
            );
            walk(text, no, tool, table, called, language, depth + 1);
        }
    }
}

fn option_text(
    option: &QuestionOption,
    attribute: Option<&Attribute>,
    language: Language,
) -> String {
    if let Some(level) = &option.level {
        let place = attribute.and_then(|a| a.levels.iter().position(|l| l == level));
        let read = attribute
            .zip(place)
            .map(|(a, p)| level_text(a, p, language));
        return escape(read.unwrap_or(level));
    }
    match (option.above, option.up_to) {
        (None, Some(end)) => format!(
            "{} {}",
            language.pick("jusqu’à", "up to"),
            number(end, language)
        ),
        (Some(start), None) => format!(
            "{} {}",
            language.pick("plus de", "more than"),
            number(start, language)
        ),
        (Some(start), Some(end)) => format!(
            "{} {} {} {}",
            language.pick("plus de", "more than"),
            number(start, language),
            language.pick("et jusqu’à", "and up to"),
            number(end, language)
        ),
        (None, None) => language.pick("toute valeur", "any value").to_owned(),
    }
}

fn number(value: f64, language: Language) -> String {
    let text = format!("{}", (value * 1000.0).round() / 1000.0);
    match language {
        Language::French => text.replace('.', ","),
        Language::English => text,
    }
}

/// A text of the table as Markdown text on one line: nothing in it is markup, HTML or a cell's end.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '+' | '!' | '|'
            | '~' | '^' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::planted;
    use super::*;

    #[test]
    fn the_questionnaire_holds_questions_points_tree_and_accuracy_in_both_languages() {
        let (t, labels) = planted(200, 3, 6, 0.9, 1);
        let slugs = ["lea".to_owned(), "tom".to_owned(), "ana".to_owned()];
        let tool = super::super::typing_tool(&t, &labels, &slugs, None, 1)
            .expect("labels fit")
            .expect("a tool");
        let names = ["Léa".to_owned(), String::new(), "Ana".to_owned()];
        let french = questionnaire(&tool, &t, &names, Language::French);
        assert!(french.contains("| Léa | tom | Ana |") && french.contains("sur 100"));
        assert_eq!(
            french.matches("☐").count(),
            tool.questions
                .iter()
                .map(|q| q.options.len())
                .sum::<usize>()
        );
        let english = questionnaire(&tool, &t, &names, Language::English);
        assert!(english.contains("Starting points") && english.contains("→ **"));
    }

    #[test]
    fn hostile_labels_stay_text() {
        let (mut t, labels) = planted(200, 2, 4, 0.9, 2);
        for attribute in &mut t.attributes {
            attribute.question = "<img src=x onerror=1> | **gras**\n# titre".to_owned();
        }
        let slugs = ["a".to_owned(), "b".to_owned()];
        let tool = super::super::typing_tool(&t, &labels, &slugs, None, 1)
            .expect("labels fit")
            .expect("a tool");
        let text = questionnaire(&tool, &t, &[], Language::English);
        assert!(!text.contains("<img") && !text.contains("\n# titre"));
        assert!(!text.contains("| **gras"));
    }
}
