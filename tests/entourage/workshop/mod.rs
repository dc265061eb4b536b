//! The workshop page over real sockets: who may ask, nothing lost, two at once, a kill in the middle.

mod closed;
mod kept;
#[cfg(feature = "long-tests")]
mod load;
mod page;
mod spoken;
