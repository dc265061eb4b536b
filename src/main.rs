//! The command `entourage`.

fn main() {}
