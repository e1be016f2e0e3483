use super::*;
use proptest::prelude::*;

fn text(html: &str) -> String {
    to_text(html).unwrap()
}

#[test]
fn blocks_headings_and_lists_keep_their_lines() {
    let cases = [
        ("<h1>Flood</h1><p>One.</p>\n<p>Two.</p>", "Flood\n\nOne.\n\nTwo."),
        ("<p>One<p>Two<div>Three</div>Four", "One\n\nTwo\n\nThree\n\nFour"),
        ("<ul><li>One<li>Two <b>b</b></ul>After", "One\nTwo b\n\nAfter"),
        ("one<br>two<br><br>three", "one\ntwo\nthree"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("<pre>a  b\n\nc</pre>", "a  b\n\nc"),
        ("one<hr>two", "one\n\ntwo"),
        ("  a \n\t b  <i> c</i>d ", "a b cd"),
        ("x<span>y</span>z", "xyz"),
    ];
    for (html, wanted) in cases {
        assert_eq!(text(html), wanted, "{html}");
    }
}

#[test]
fn entities_are_decoded() {
    assert_eq!(text("&ldquo;Caf&eacute;&rdquo; &#x1F600; &amp;lt; A&nbsp;B"), "“Café” 😀 &lt; A\u{a0}B");
    assert_eq!(text("He said <q>go <q>home</q></q>."), "He said “go “home””.");
}

#[test]
fn what_is_not_the_article_goes() {
    let cases = [
        "<script>alert('<p>x</p>')</script>",
        "<style>p { color: red }</style>",
        "<nav><ul><li>Home</nav>",
        "<div class='share-bar'><div>Tweet</div></div>",
        "<div id=newsletter>Sign up</div>",
        "<div style='color:red; DISPLAY : none !important'>x</div>",
        "<div hidden>x<div>y</div></div>",
        "<span aria-hidden=true>x</span>",
        "<p hidden>x",
        "<svg><text>x</text><title>y</title></svg>",
        "<select><option>x</select>",
        "<textarea><p>x</textarea>",
        "<template><p>x</p></template>",
        "<iframe src=x><p>x</p></iframe>",
        "<noscript><img src=x></noscript>",
        "<img src=x alt=y onerror=alert(1)>",
        "<!-- x -->",
    ];
    for html in cases {
        let around = format!("<p>Before the flood came.</p>{html}<p>After it had gone.</p>");
        assert_eq!(text(&around), "Before the flood came.\n\nAfter it had gone.", "{html}");
    }
}

#[test]
fn names_are_ignored_where_heeding_them_would_lose_the_article() {
    let html = "<div class='layout social'><p>The dam held.</p><p>Crews worked all night.</p></div>";
    assert_eq!(text(html), "The dam held.\n\nCrews worked all night.");
}

#[test]
fn hidden_parts_that_never_close_end_where_html_ends_them() {
    assert_eq!(text("<p hidden>x<p>The dam held."), "The dam held.");
    assert_eq!(text("<ul><li hidden>x<li>y</ul><p>z"), "y\n\nz");
    assert_eq!(text("<table><tr><td hidden>x</table><p>z"), "z");
}

#[test]
fn plain_text_and_broken_html_survive() {
    assert_eq!(text(""), "");
    assert_eq!(text("a < b && c > d"), "a < b && c > d");
    assert_eq!(text("</p></div>one</b>"), "one");
    assert_eq!(text("<p>open <b attr='never closed"), "open");
}

#[test]
fn too_much_is_refused_and_much_is_not() {
    let paragraph = "<div><p>The dam held &amp; crews worked all night.</p>";
    let five_megabytes = paragraph.repeat((5 << 20) / paragraph.len());
    assert!(to_text(&five_megabytes).unwrap().ends_with("night."));
    assert!(to_text(&"<b>".repeat(7 << 20)).is_err());
}

proptest! {
    #[test]
    fn any_input_gives_trimmed_text_without_long_gaps(html in "(<[a-z]{1,4}>|</[a-z]{1,4}>|<(nav|p|div|pre|q|li)( hidden)?>|</(nav|p|div|pre|q|li)>|&[a-z]{0,5};?|\\PC|\\s){0,60}") {
        let text = text(&html);
        prop_assert!(!text.contains("\n\n\n"));
        prop_assert!(!text.starts_with([' ', '\n', '\t']) && !text.ends_with('\n'));
    }
}

/// Finishes only because every construct takes linear time; a quadratic reader needs minutes for these.
#[test]
fn hostile_input_finishes() {
    let attributes = (0..100_000).map(|number| format!(" a{number}")).collect::<Vec<_>>().concat();
    let cases = [
        ("<div>".repeat(200_000), ""),
        ("<nav><p>".repeat(100_000), ""),
        ("<p hidden>x".repeat(100_000), ""),
        (format!("<a{attributes}>x"), "x"),
        ("<!-".repeat(200_000), ""),
    ];
    for (html, wanted) in cases {
        assert_eq!(text(&html), wanted);
    }
}
