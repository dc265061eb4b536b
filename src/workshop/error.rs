//! What keeps the page from being served.

/// Why the page cannot be served (exit code 2).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkshopError {
    /// Somebody else listens there.
    #[error("port {port} of this machine is taken by another program")]
    PortTaken {
        /// The port asked for.
        port: u16,
    },
    /// The system gives no socket.
    #[error("port {port} cannot be listened on")]
    Socket {
        /// The port asked for.
        port: u16,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The system gives no random bytes for the token.
    #[error("the system gives no random numbers: {reason}")]
    NoToken {
        /// Why.
        reason: String,
    },
}
