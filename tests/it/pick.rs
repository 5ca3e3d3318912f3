//! The laws of rotation and of the quote of the day.

use epigraph::{Order, daily, pick};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

proptest! {
    #[test]
    fn a_shuffle_shows_every_quote_once_a_round_and_none_twice_in_a_row(
        seed in any::<u32>(), count in 1_usize..40, first in proptest::option::of(0_usize..40), start in -4_i32..4,
    ) {
        let first = first.map(|first| first % count);
        let shown = |step| pick(Order::Shuffle, seed, first, count, step).unwrap();
        let whole = i32::try_from(count).unwrap();
        let round: BTreeSet<_> = (start * whole..(start + 1) * whole).map(shown).collect();
        prop_assert_eq!(round.len(), count);
        for step in -2 * whole - 1..2 * whole + 1 {
            prop_assert!(count == 1 || shown(step) != shown(step + 1), "step {}", step);
        }
        if let Some(first) = first {
            prop_assert_eq!(shown(0), first);
        }
    }

    #[test]
    fn a_sequence_follows_the_document_from_its_first(
        first in proptest::option::of(0_usize..40), count in 1_usize..40, step in any::<i32>(),
    ) {
        let first = first.map(|first| first % count);
        let (a, b) = (pick(Order::Sequence, 0, first, count, step).unwrap(),
            pick(Order::Sequence, 0, first, count, step.wrapping_add(1)).unwrap());
        prop_assert!(step == i32::MAX || (a + 1) % count == b);
        prop_assert_eq!(pick(Order::Sequence, 9, first, count, 0), Some(first.unwrap_or(0)));
    }

    #[test]
    fn one_more_quote_changes_a_day_only_to_itself(count in 1_usize..60, day in 0_u32..100_000) {
        let ids: Vec<String> = (0..=count).map(|n| format!("quote-{n}")).collect();
        let date = format!("day {day}");
        let before = daily(&date, ids[..count].iter().map(String::as_str)).unwrap();
        let after = daily(&date, ids.iter().map(String::as_str)).unwrap();
        prop_assert!(after == before || after == count);
    }

    #[test]
    fn the_order_of_the_quotes_has_no_say_in_the_day(count in 1_usize..30, day in 0_u32..1000) {
        let ids: Vec<String> = (0..count).map(|n| format!("q{n}")).collect();
        let date = format!("{day}");
        let here = daily(&date, ids.iter().map(String::as_str)).unwrap();
        let there = daily(&date, ids.iter().rev().map(String::as_str)).unwrap();
        prop_assert_eq!(here, count - 1 - there);
    }
}

#[test]
fn nothing_to_show_is_none() {
    assert_eq!(pick(Order::Shuffle, 1, None, 0, 3), None);
    assert_eq!(pick(Order::Sequence, 1, None, 0, 3), None);
    assert_eq!(daily("2026-11-23", std::iter::empty()), None);
}

#[test]
fn seeds_give_different_orders_and_places_come_up_evenly() {
    let mut firsts = BTreeMap::new();
    for seed in 0..6900 {
        *firsts.entry(pick(Order::Shuffle, seed, None, 69, 0).unwrap()).or_insert(0) += 1;
    }
    // 100 expected of each; six standard deviations are 60.
    assert!(firsts.len() == 69 && firsts.values().all(|count| (40..160).contains(count)), "{firsts:?}");
}

#[test]
fn every_order_of_four_comes_up_about_as_often() {
    let mut orders = BTreeMap::new();
    for seed in 0..2400 {
        let order: Vec<_> = (0..4).map(|step| pick(Order::Shuffle, seed, None, 4, step).unwrap()).collect();
        *orders.entry(order).or_insert(0) += 1;
    }
    // 100 expected of each; six standard deviations are 60.
    assert!(orders.len() == 24 && orders.values().all(|count| (40..160).contains(count)), "{orders:?}");
}

#[test]
fn a_pick_among_very_many_lists_none_of_them() {
    let many = 2_000_000_000;
    let shown: BTreeSet<_> = (-50..50).map(|step| pick(Order::Shuffle, 7, Some(3), many, step).unwrap()).collect();
    assert!(shown.len() == 100 && shown.contains(&3) && shown.iter().all(|&place| place < many));
}

#[test]
fn days_are_spread_over_the_quotes_and_one_more_changes_about_one_in_n_plus_one() {
    let ids: Vec<String> = (0..=69).map(|n| format!("quote-{n}")).collect();
    let day = |count: usize, day: u32| daily(&format!("{day}"), ids[..count].iter().map(String::as_str)).unwrap();
    let mut shown = BTreeMap::new();
    let mut changed = 0;
    for date in 0..6900 {
        *shown.entry(day(69, date)).or_insert(0) += 1;
        changed += usize::from(day(69, date) != day(70, date));
    }
    assert!(shown.len() == 69 && shown.values().all(|count| (40..160).contains(count)), "{shown:?}");
    // 6900 / 70 is 98.6.
    assert!((40..160).contains(&changed), "{changed}");
}

#[test]
fn the_same_day_is_the_same_quote_for_ever() {
    let collection = epigraph::builtin();
    let ids: Vec<&str> = collection.quotes().map(|quote| quote.id).collect();
    let of = |date| ids[daily(date, ids.iter().copied()).unwrap()];
    assert_eq!(
        [of("2026-11-23"), of("2026-11-24"), of("2027-01-01")],
        ["foundational-change", "making-connections", "open-source-ethics"]
    );
}
