//! The page served: on the loopback address, until the program ends.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::connection::Bounded;
use super::desk::Desk;
use super::error::WorkshopError;
use super::guard::Guard;
use super::{prepare, route};
use crate::Error;
use crate::brief::Lang;

/// The port where nobody names one; if it is taken, the system picks another.
const PORT: u16 = 4747;
/// Threads that answer beside the one that listens.
const ANSWERING: usize = 8;

/// What is asked of the page.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The project file, or its folder; the page starts with *Your data* where there is none.
    pub project: PathBuf,
    /// The port; 0 lets the system pick one.
    pub port: Option<u16>,
    /// The language it opens in; a visitor may choose the other. `None`: the project's, else the browser's.
    pub lang: Option<Lang>,
}

/// The page, listening and not yet answering.
pub struct Workshop {
    listener: TcpListener,
    address: String,
    desk: Arc<Desk>,
}

impl Workshop {
    /// Takes a port and makes a token.
    ///
    /// # Errors
    /// A port that is taken or cannot be had; a machine without random numbers.
    pub fn open(asked: &Asked) -> Result<Self, Error> {
        let listener = match asked.port {
            Some(port) => listen(port)?,
            None => listen(PORT).or_else(|_| listen(0))?,
        };
        let port = listener
            .local_addr()
            .map_err(|source| WorkshopError::Socket { port: 0, source })?
            .port();
        let token = token()?;
        let address = format!("http://127.0.0.1:{port}/?token={token}");
        let project = absolute(&crate::project::file_of(&asked.project));
        let desk = Desk::open(project, Guard::new(token, port), asked.lang)?;
        Ok(Self {
            listener,
            address,
            desk,
        })
    }

    /// The address to open, with its token.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Answers until the program ends; `tell` is told what was refused.
    ///
    /// # Errors
    /// When the socket cannot be used.
    pub fn serve(self, tell: impl Fn(&str) + Send + Sync + 'static) -> Result<(), Error> {
        let fail = |source| WorkshopError::Socket { port: 0, source };
        prepare::start(&self.desk);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(ANSWERING)
            .build()
            .map_err(fail)?;
        self.listener.set_nonblocking(true).map_err(fail)?;
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(self.listener).map_err(fail)?;
            let routes = route::routes(self.desk, Arc::new(tell));
            axum::serve(Bounded::new(listener), routes)
                .await
                .map_err(fail)
        })?;
        Ok(())
    }
}

fn listen(port: u16) -> Result<TcpListener, WorkshopError> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address).map_err(|source| match source.kind() {
        std::io::ErrorKind::AddrInUse => WorkshopError::PortTaken { port },
        _ => WorkshopError::Socket { port, source },
    })
}

/// 128 random bits.
fn token() -> Result<String, WorkshopError> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| WorkshopError::NoToken {
        reason: error.to_string(),
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
