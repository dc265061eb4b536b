use super::*;
use crate::role::activity::activity;
use crate::role::ambassador::ambassadors;
use crate::role::testing::Village;

fn roles(village: &Village, measures: Measures<'_>) -> Vec<Assigned> {
    let window = Window::of(&village.log);
    let scored = ambassadors(&village.log, &village.brand, &village.staff, window);
    assign(
        &village.log,
        measures,
        &activity(&village.log, window),
        &scored,
        (&village.brand, &village.staff),
        window,
        &Thresholds::default(),
    )
}

#[test]
fn brand_and_staff_hold_no_role() {
    let village = Village::planted(5);
    let n = village.log.people.len();
    let mut reach = vec![1.0; n];
    for &person in village.brand.iter().chain(&village.staff) {
        reach[person as usize] = 1e6;
    }
    let measures = Measures {
        reach: &reach,
        ..Measures::default()
    };
    let held = roles(&village, measures);
    assert!(held.iter().any(|one| one.role == Role::Influencer));
    for one in &held {
        assert!(!village.brand.contains(&one.person) && !village.staff.contains(&one.person));
    }
}

#[test]
fn critics_are_named_only_where_the_source_carries_a_sentiment() {
    let mut village = Village::planted(5);
    let critics = |village: &Village| -> Vec<u32> {
        let held = roles(village, Measures::default());
        let critics = held.iter().filter(|one| one.role == Role::Critic);
        critics.map(|one| one.person).collect()
    };
    let named = critics(&village);
    assert_eq!(named.len(), 10);
    assert!(named.iter().all(|person| village.critics.contains(person)));
    for post in &mut village.log.posts {
        post.sentiment = i8::MIN;
    }
    assert_eq!(critics(&village), [0u32; 0]);
}

#[test]
fn a_broker_joins_communities_and_says_how_many() {
    let village = Village::planted(6);
    let n = village.log.people.len();
    let communities: Vec<u32> = (0..n as u32).map(|person| person % 3).collect();
    let (mut betweenness, mut participation) = (vec![0.0; n], vec![0.0; n]);
    let broker = village.ambassadors[4];
    betweenness[broker as usize] = 9.0;
    participation[broker as usize] = 0.6;
    let closed = village.ambassadors[5];
    betweenness[closed as usize] = 99.0;
    let measures = Measures {
        betweenness: &betweenness,
        participation: &participation,
        communities: &communities,
        ..Measures::default()
    };
    let held = roles(&village, measures);
    let brokers: Vec<&Assigned> = held.iter().filter(|one| one.role == Role::Broker).collect();
    assert_eq!(brokers.len(), 1);
    assert_eq!(brokers[0].person, broker);
    let Reason::Broker {
        communities,
        contacts,
    } = brokers[0].reason
    else {
        panic!("a broker's reason");
    };
    assert_eq!(communities, 3);
    assert!(contacts > 3);
}

#[test]
fn a_small_network_gets_a_list_by_counts_with_ties_as_ties() {
    let mut village = Village::planted(2);
    // Four people act, on three.
    let last = village.log.people.len() as u32 - 60;
    let template = village.log.events[0];
    village.log.events.clear();
    for (source, target) in [
        (0, 2),
        (1, 2),
        (2, 2),
        (3, 2),
        (0, 1),
        (1, 3),
        (2, 1),
        (3, 3),
    ] {
        let mut event = template;
        (event.source, event.target) = (last + 10 + source, last + target);
        village.log.events.push(event);
    }
    let held = roles(&village, Measures::default());
    let of = |person: u32| held.iter().find(|one| one.person == last + person);
    assert_eq!(of(2).map(|one| one.rank), Some(1));
    let (one, three) = (of(1).map(|one| one.rank), of(3).map(|one| one.rank));
    assert_eq!(one, three);
    assert!(held.iter().all(|one| one.role != Role::Broker));
}

#[test]
fn an_empty_log_has_no_roles() {
    let scored = ambassadors(&Log::default(), &[], &[], None);
    let held = assign(
        &Log::default(),
        Measures::default(),
        &[],
        &scored,
        (&[], &[]),
        None,
        &Thresholds::default(),
    );
    assert_eq!(held, []);
}
