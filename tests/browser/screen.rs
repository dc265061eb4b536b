//! On the screen: nothing is said on the console, nothing flows over.

use crate::cafe::both;
use crate::driver::{Browser, LAPTOP, PHONE};

#[test]
fn the_documents_open_without_a_word_on_the_console() {
    let browser = Browser::start();
    for (name, file) in both("brief.html").into_iter().chain(both("cards.html")) {
        browser.open(&file, "", LAPTOP);
        let title = browser.run("return document.title");
        assert!(
            title.as_str().is_some_and(|text| text.contains("Café")),
            "{name}: {title}"
        );
        let said = browser.console();
        assert!(said.is_empty(), "{name}: {said:#?}");
    }
}

#[test]
fn nothing_flows_over_a_telephone() {
    let browser = Browser::start();
    for (name, file) in both("brief.html").into_iter().chain(both("cards.html")) {
        browser.open(&file, "", PHONE);
        // Everything unfolded: what is hidden at first must fit too.
        let wide = browser.run(
            "document.querySelectorAll('details').forEach(one => one.open = true);
             const seen = document.documentElement;
             const inside = one => { for (let up = one; up; up = up.parentElement)
               if (up.classList.contains('scroll') || up.classList.contains('unseen') || up.tagName === 'svg') return true;
               return false; };
             const over = [...document.body.querySelectorAll('*')]
               .filter(one => !inside(one) && one.getBoundingClientRect().right > 361)
               .slice(0, 5).map(one => one.tagName + '.' + one.className);
             return [seen.clientWidth, seen.scrollWidth, over];",
        );
        assert_eq!(wide[0], 360, "{name}: the telephone is 360 px wide");
        assert_eq!(wide[0], wide[1], "{name} flows over: {}", wide[2]);
    }
}
