//! Small algorithms of joining and ordering: union-find (Tarjan 1975, path halving) and a sort of texts.

/// The account that stands for this one's person.
pub(super) fn find(root: &mut [u32], account: u32) -> u32 {
    let mut top = account;
    while root[top as usize] != top {
        root[top as usize] = root[root[top as usize] as usize];
        top = root[top as usize];
    }
    top
}

/// Makes two accounts one person.
pub(super) fn union(root: &mut [u32], one: u32, other: u32) {
    let (one, other) = (find(root, one), find(root, other));
    root[one.max(other) as usize] = one.min(other);
}

/// Numbers in the order of their texts; compares sixteen bytes at once before the texts themselves.
pub(super) fn sorted_by_text<'a>(numbers: Vec<u32>, text: impl Fn(u32) -> &'a str) -> Vec<u32> {
    let mut prefixed: Vec<([u64; 2], u32)> = numbers
        .into_iter()
        .map(|number| {
            let mut bytes = [0; 16];
            let text = text(number).as_bytes();
            let length = text.len().min(16);
            bytes[..length].copy_from_slice(&text[..length]);
            let prefix = u128::from_be_bytes(bytes);
            ([(prefix >> 64) as u64, prefix as u64], number)
        })
        .collect();
    prefixed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| text(a.1).cmp(text(b.1))));
    prefixed.into_iter().map(|(_, number)| number).collect()
}
