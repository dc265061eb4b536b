//! Who is who while files are read: accounts are numbered as they arrive, joined and named at the end.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::joining::{find, sorted_by_text, union};
use super::reader::Known;
use super::record::{Actor, LeftOut};
use super::{Account, Exclusion, Identity, IdentityPair, NONE, mail_account};
use crate::person::{Directory, Secret, fold, key};

type Counts = HashMap<(u32, u32), u32, FixedState>;

/// Accounts as they arrive. An account is known by the key it would have alone.
pub(super) struct People {
    pub(super) keys: Directory,
    /// Place of the platform of each account.
    pub(super) platforms: Vec<u16>,
    /// Whether the key is a handle (folded), not an id.
    pub(super) handles: Vec<bool>,
    /// How often each handle was spelled as it is folded.
    plain: Vec<u32>,
    /// How often each account was spelled otherwise.
    spelled: Counts,
    /// How often each account carried a display name.
    named: Counts,
    texts: Directory,
    /// How often a handle stood beside an id.
    links: Counts,
    facts: HashMap<u32, Facts, FixedState>,
    left_out: HashMap<u32, LeftOut, FixedState>,
    /// What is known of the log's mail, where it holds some.
    pub(super) mail: Option<Arc<Known>>,
    scratch: String,
}

#[derive(Default)]
struct Facts {
    followers: Option<u64>,
    url: String,
}

impl Default for People {
    fn default() -> Self {
        let counts = || Counts::with_hasher(FixedState::with_seed(1));
        Self {
            keys: Directory::default(),
            platforms: Vec::new(),
            handles: Vec::new(),
            plain: Vec::new(),
            spelled: counts(),
            named: counts(),
            texts: Directory::default(),
            links: counts(),
            facts: HashMap::with_hasher(FixedState::with_seed(1)),
            left_out: HashMap::with_hasher(FixedState::with_seed(1)),
            mail: None,
            scratch: String::new(),
        }
    }
}

/// People in their final order.
pub(super) struct Settled {
    pub people: Directory,
    pub accounts: Vec<Account>,
    pub aliases: Directory,
    pub alias_people: Vec<u32>,
    pub pairs: Vec<IdentityPair>,
}

/// Which accounts are one person, before it is known who stays.
pub(super) struct Joined {
    /// Root account of each account.
    pub root: Vec<u32>,
    /// Account whose key names the person, by root.
    principal: Vec<u32>,
    /// Whether the person is out of the analysis, by root.
    pub out: Vec<bool>,
    pub left_out: u64,
    pub unmatched: u64,
}

impl People {
    /// Number of an account, `None` where nothing identifies it.
    pub fn account(&mut self, platform: u16, platform_name: &str, actor: &Actor) -> Option<u32> {
        let id = actor.id.trim();
        let handle = if actor.is_unknown() {
            ""
        } else {
            actor.handle.trim()
        };
        let by_handle =
            (!handle.is_empty()).then(|| self.handle(platform, platform_name, handle, 1));
        let account = if id.is_empty() {
            by_handle?
        } else {
            let account = self.key(platform, platform_name, id, false);
            if let Some(by_handle) = by_handle.filter(|&by_handle| by_handle != account) {
                *self.links.entry((by_handle, account)).or_default() += 1;
            }
            account
        };
        let name = actor.name.trim();
        if !name.is_empty() {
            let name = self.texts.intern(name);
            *self.named.entry((account, name)).or_default() += 1;
        }
        if actor.followers.is_some() || !actor.url.is_empty() {
            let facts = self.facts.entry(account).or_default();
            facts.followers = facts.followers.max(actor.followers);
            // The smallest, so that the order of rows does not show.
            if !actor.url.is_empty() && (facts.url.is_empty() || *actor.url < *facts.url) {
                actor.url.trim().clone_into(&mut facts.url);
            }
        }
        Some(account)
    }

    /// Number of a handle that was spelled this way `times` times.
    pub fn handle(
        &mut self,
        platform: u16,
        platform_name: &str,
        spelling: &str,
        times: u32,
    ) -> u32 {
        let folded = fold(spelling);
        let account = self.key(platform, platform_name, &folded, true);
        let shown = spelling.trim().trim_start_matches('@').trim_start();
        if shown == folded {
            let count = &mut self.plain[account as usize];
            *count = count.saturating_add(times);
        } else {
            let text = self.texts.intern(shown);
            let count = self.spelled.entry((account, text)).or_default();
            *count = count.saturating_add(times);
        }
        account
    }

    /// A handle met by [`handle`](Self::handle), spelled as it is folded, stood `times` times.
    pub fn stood(&mut self, account: u32, times: u32) {
        let count = &mut self.plain[account as usize];
        *count = count.saturating_add(times);
    }

    /// Whether a handle is spelled as it is folded.
    pub fn is_plain(spelling: &str) -> bool {
        fold(spelling) == spelling
    }

    /// What mail addresses are hashed with, once there are some.
    pub fn secret(&self) -> Option<&Secret> {
        self.mail.as_ref().map(|known| known.secret())
    }

    /// Leaves an account out wherever it appears.
    pub fn leave_out(&mut self, account: u32, why: LeftOut) {
        self.left_out
            .entry(account)
            .and_modify(|old| *old = why.min(*old))
            .or_insert(why);
    }

    fn key(&mut self, platform: u16, platform_name: &str, account: &str, handle: bool) -> u32 {
        let number = if platform_name.is_empty() {
            self.keys.intern(account)
        } else {
            self.scratch.clear();
            self.scratch.push_str(platform_name);
            self.scratch.push(':');
            self.scratch.push_str(account);
            self.keys.intern(&self.scratch)
        };
        if number as usize == self.platforms.len() {
            self.platforms.push(platform);
            self.handles.push(handle);
            self.plain.push(0);
        } else if !handle {
            // The same text as an id and as a handle is one account, and an id.
            self.handles[number as usize] = false;
        }
        number
    }

    /// Joins handles to the ids they stood beside, and accounts the project says are one person.
    pub fn join(
        &mut self,
        identities: &[Identity],
        exclude: &[Exclusion],
        platforms: &Directory,
    ) -> Joined {
        let count = self.keys.len();
        let mut root: Vec<u32> = (0..count as u32).collect();
        let mut linked_away = vec![false; count];
        for (handle, id) in self.best_links() {
            linked_away[handle as usize] = true;
            union(&mut root, handle, id);
        }
        let mut unmatched = 0;
        let mut sorted: Vec<&Identity> = identities.iter().collect();
        sorted.sort();
        for group in sorted.chunk_by(|a, b| a.person.trim() == b.person.trim()) {
            let mut first = None;
            for identity in group {
                let found = self.named_accounts(&identity.platform, &identity.account, platforms);
                unmatched += u64::from(found.is_empty());
                for account in found {
                    union(&mut root, account, *first.get_or_insert(account));
                }
            }
        }
        for exclusion in exclude {
            let found = self.named_accounts(&exclusion.platform, &exclusion.account, platforms);
            unmatched += u64::from(found.is_empty());
            for account in found {
                self.leave_out(account, LeftOut::Excluded);
            }
        }
        for account in 0..count as u32 {
            root[account as usize] = find(&mut root, account);
        }
        let mut principal = vec![NONE; count];
        for account in (0..count as u32).filter(|&account| !linked_away[account as usize]) {
            let best = &mut principal[root[account as usize] as usize];
            if *best == NONE || self.keys.key(account) < self.keys.key(*best) {
                *best = account;
            }
        }
        let mut out = vec![false; count];
        for &account in self.left_out.keys() {
            out[root[account as usize] as usize] = true;
        }
        let left_out = out.iter().filter(|&&out| out).count() as u64;
        Joined {
            root,
            principal,
            out,
            left_out,
            unmatched,
        }
    }

    /// Each linked handle and the id it stood beside most often (ties: the smallest key).
    fn best_links(&self) -> Vec<(u32, u32)> {
        let mut links: Vec<(u32, u32, u32)> = self
            .links
            .iter()
            .map(|(&(handle, id), &times)| (handle, id, times))
            .collect();
        links.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0)
                .then(b.2.cmp(&a.2))
                .then_with(|| self.keys.key(a.1).cmp(self.keys.key(b.1)))
        });
        links.dedup_by_key(|link| link.0);
        // A text that is somewhere an id is nobody's mere handle.
        links.retain(|&(handle, ..)| self.handles[handle as usize]);
        links
            .into_iter()
            .map(|(handle, id, _)| (handle, id))
            .collect()
    }

    /// Accounts that a platform and an id or handle mean; an empty platform means all of them.
    fn named_accounts(&self, platform: &str, account: &str, platforms: &Directory) -> Vec<u32> {
        let account = account.trim();
        let folded = fold(account);
        let hashed = mail_account(self.secret(), &folded);
        let names = [account, &folded].into_iter().chain(hashed.as_deref());
        let platform = platform.trim().to_lowercase();
        let mut found = Vec::new();
        let mut look = |key: &str| found.extend(self.keys.get(key));
        for name in platforms
            .iter()
            .filter(|name| platform.is_empty() || **name == platform)
        {
            for account in names.clone() {
                look(&key(Some(name), account));
            }
        }
        // A log that names no platform has the bare accounts only.
        if found.is_empty() && !platform.is_empty() {
            found.extend(self.keys.get(&format!("{platform}:{account}")));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Numbers the people in use in the order of their keys. `used` is by root account; gives each
    /// account its person ([`NONE`] where out or unused).
    pub fn settle(
        self,
        joined: &Joined,
        used: &[bool],
        platform_names: &Directory,
    ) -> (Settled, Vec<u32>) {
        let roots: Vec<u32> = (0..used.len() as u32)
            .filter(|&account| used[account as usize] && joined.root[account as usize] == account)
            .filter(|&root| joined.principal[root as usize] != NONE)
            .collect();
        let order = sorted_by_text(roots, |root| self.keys.key(joined.principal[root as usize]));
        let mut people = Directory::with_capacity(order.len());
        let mut person_of_root = vec![NONE; used.len()];
        for &root in &order {
            person_of_root[root as usize] =
                people.intern(self.keys.key(joined.principal[root as usize]));
        }
        let person: Vec<u32> = joined
            .root
            .iter()
            .map(|&root| person_of_root[root as usize])
            .collect();
        let settled = self.describe(joined, people, &person, platform_names);
        (settled, person)
    }

    fn describe(
        self,
        joined: &Joined,
        people: Directory,
        person: &[u32],
        platform_names: &Directory,
    ) -> Settled {
        let accounts = self.accounts(joined, &people, person, platform_names);
        let names_itself =
            |account: u32| joined.principal[joined.root[account as usize] as usize] == account;
        let mut aliases: Vec<(&str, u32)> = (0..person.len() as u32)
            .filter(|&account| person[account as usize] != NONE && !names_itself(account))
            .map(|account| (self.keys.key(account), person[account as usize]))
            .collect();
        aliases.sort_unstable();
        let pairs = if platform_names.len() > 2 {
            self.pairs(&people, person)
        } else {
            Vec::new()
        };
        let mut directory = Directory::default();
        let mut alias_people = Vec::with_capacity(aliases.len());
        for (key, person) in aliases {
            directory.intern(key);
            alias_people.push(person);
        }
        Settled {
            accounts,
            people,
            aliases: directory,
            alias_people,
            pairs,
        }
    }

    fn accounts(
        &self,
        joined: &Joined,
        people: &Directory,
        person: &[u32],
        platform_names: &Directory,
    ) -> Vec<Account> {
        // Spellings of those whose label is not simply their key: (person, rank, text, times).
        let mut spellings: Vec<(u32, u8, &str, u32)> = Vec::new();
        let mut platforms: Vec<(u32, u16)> = Vec::new();
        let mut simple = vec![true; people.len()];
        for (&(account, text), &times) in &self.spelled {
            if person[account as usize] != NONE {
                simple[person[account as usize] as usize] = false;
                spellings.push((person[account as usize], 0, self.texts.key(text), times));
            }
        }
        for (&(account, text), &times) in &self.named {
            if person[account as usize] != NONE {
                simple[person[account as usize] as usize] = false;
                spellings.push((person[account as usize], 1, self.texts.key(text), times));
            }
        }
        let mut accounts = vec![Account::default(); people.len()];
        let members = || {
            person
                .iter()
                .copied()
                .enumerate()
                .filter(|&(_, number)| number != NONE)
        };
        for (account, number) in members() {
            if !self.handles[account] || joined.root[account] as usize != account {
                simple[number as usize] = false;
            }
        }
        for (account, number) in members() {
            platforms.push((number, self.platforms[account]));
            if self.handles[account] && self.plain[account] > 0 && !simple[number as usize] {
                spellings.push((
                    number,
                    0,
                    self.bare(account as u32, platform_names),
                    self.plain[account],
                ));
            }
            if let Some(facts) = self.facts.get(&(account as u32)) {
                let known = &mut accounts[number as usize];
                known.followers = known.followers.max(facts.followers);
                if !facts.url.is_empty()
                    && (known.profile_url.is_empty() || facts.url < known.profile_url)
                {
                    known.profile_url.clone_from(&facts.url);
                }
            }
        }
        spellings.sort_unstable();
        for of_person in spellings.chunk_by(|a, b| a.0 == b.0) {
            // Handles before display names; then the commonest; then the smallest.
            let best = of_person
                .chunk_by(|a, b| (a.1, a.2) == (b.1, b.2))
                .map(|same| {
                    (
                        same[0].1,
                        std::cmp::Reverse(same.iter().map(|one| u64::from(one.3)).sum::<u64>()),
                        same[0].2,
                    )
                })
                .min();
            if let Some((_, _, text)) = best {
                text.clone_into(&mut accounts[of_person[0].0 as usize].label);
            }
        }
        platforms.sort_unstable();
        platforms.dedup();
        for (number, platform) in platforms {
            let names = &mut accounts[number as usize].platforms;
            let name = platform_names.key(u32::from(platform));
            if !name.is_empty() {
                if !names.is_empty() {
                    names.push('|');
                }
                names.push_str(name);
            }
        }
        for account in &mut accounts {
            if account.platforms.contains('|') {
                let mut names: Vec<&str> = account.platforms.split('|').collect();
                names.sort_unstable();
                account.platforms = names.join("|");
            }
        }
        for (number, account) in accounts.iter_mut().enumerate() {
            if account.label.is_empty() {
                let key = people.key(number as u32);
                let platform = account
                    .platforms
                    .split('|')
                    .find_map(|name| key.strip_prefix(name)?.strip_prefix(':'));
                platform.unwrap_or(key).clone_into(&mut account.label);
            }
        }
        accounts
    }

    /// The account without its platform.
    fn bare(&self, account: u32, platform_names: &Directory) -> &str {
        let platform = platform_names.key(u32::from(self.platforms[account as usize]));
        let key = self.keys.key(account);
        if platform.is_empty() {
            key
        } else {
            &key[platform.len() + 1..]
        }
    }
}
