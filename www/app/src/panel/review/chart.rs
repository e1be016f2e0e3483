//! How sure the machine is of what waits, as a chart and as a table for those who hear the page.

use crate::desk::Desk;
use crate::panel::counted;
use crate::review::asked;
use leptos::prelude::*;
use postil::session::queue::{BIN_EDGES, Filter, Histogram, histogram};

/// The least height of a bar that stands for something, and what is kept free above the highest for its number; in
/// percent of the chart's height.
const LEAST: f64 = 3.0;
const HEADROOM: f64 = 22.0;

/// The chart. What is at or above the threshold is filled, the rest is drawn in outline.
#[component]
pub(super) fn Chart(desk: Desk) -> impl IntoView {
    let found = Memo::new(move |_| {
        let (filter, _) = asked(desk);
        let whole = Filter { at_least: None, below: None, ..filter };
        desk.track_all(|session| histogram(session, &whole))
    });
    let threshold = desk.review().threshold;
    let bars = move || found.with(|found| bars(found, f64::from(threshold.get())).collect_view());
    let line = move || format!("{}%", threshold.get());
    let unsaid = move || {
        let unsaid = found.with(|found| found.unsaid);
        (unsaid > 0).then(|| {
            let words = counted(unsaid, "has no figure", "have no figure");
            view! { <p class="note">{format!("{words}: no threshold takes them.")}</p> }
        })
    };
    view! {
        <figure class="sureness">
            <figcaption class="note">"How sure the machine is of what waits"</figcaption>
            <svg class="histogram" aria-hidden="true">
                {bars}
                <line class="threshold-line" x1=line x2=line y1="0" y2="100%"></line>
            </svg>
            {move || found.with(|found| view! { <Table found=*found/> })}
            {unsaid}
        </figure>
    }
}

/// The bars with their numbers. The threshold cuts the bar that it goes through.
fn bars(found: &Histogram, threshold: f64) -> impl Iterator<Item = impl IntoView + use<>> {
    let most = found.bins.iter().copied().max().unwrap_or_default().max(1);
    found.bins.into_iter().zip(edges()).filter(|(count, _)| *count > 0).map(move |(count, (low, high))| {
        let height = height(count, most);
        let top = 100.0 - height;
        let cut = threshold.clamp(low, high);
        let bar = |class, from: f64, to: f64| {
            (to > from).then(|| {
                view! {
                    <rect
                        class=class
                        x=format!("{from}%")
                        width=format!("{}%", to - from)
                        y=format!("{top}%")
                        height=format!("{height}%")
                    ></rect>
                }
            })
        };
        view! {
            {bar("under", low + 0.6, cut.min(high - 0.6))}
            {bar("over", cut.max(low + 0.6), high - 0.6)}
            <text x=format!("{}%", f64::midpoint(low, high)) y=format!("{}%", top - 4.0)>{count}</text>
        }
    })
}

fn height(count: usize, most: usize) -> f64 {
    // Nobody counts to where a float is not exact.
    #[allow(clippy::cast_precision_loss)]
    let share = count as f64 / most as f64;
    (share * (100.0 - HEADROOM)).max(LEAST)
}

/// The ends of each bin, in percent.
fn edges() -> impl Iterator<Item = (f64, f64)> {
    let percent = |edge: f32| (f64::from(edge) * 100.0).round();
    BIN_EDGES.windows(2).map(move |pair| (percent(pair[0]), percent(pair[1])))
}

/// The same in words.
#[component]
fn Table(found: Histogram) -> impl IntoView {
    let rows = found.bins.into_iter().zip(edges()).map(|(count, (low, high))| {
        view! { <tr><th scope="row">{format!("{low} to {high} %")}</th><td>{count}</td></tr> }
    });
    view! {
        // A table is as wide as its words, whatever it is told; so what hides it is around it.
        <div class="unseen">
            <table>
                <caption>"How many wait, by how sure the machine is"</caption>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_grow_with_their_count_and_none_that_counts_is_nothing() {
        assert_eq!([height(10, 10), height(5, 10)], [78.0, 39.0]);
        assert!(height(1, 10_000) >= LEAST);
    }

    #[test]
    fn bins_are_tens_of_percent() {
        let found: Vec<_> = edges().collect();
        assert_eq!((found.len(), found[0], found[2], found[9]), (10, (0.0, 10.0), (20.0, 30.0), (90.0, 100.0)));
    }
}
