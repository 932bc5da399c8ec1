//! What was logged meanwhile: the tests' log is one for the whole process, because tasks run on threads of their own.
//!
//! Tests beside the one that looks log as well, so that what is looked for must be words of its own.

use std::{
    io::Write,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

static WRITTEN: LazyLock<Written> = LazyLock::new(|| {
    let written = Written::default();
    // More than operators see; without times and durations, whose digits could look like what is looked for.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("debug,server=trace,sqlx=warn"))
        .with_ansi(false)
        .without_time()
        .with_writer(written.clone())
        .try_init();
    written
});

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Written {
    type Writer = Self;
    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// The log from a moment on.
pub struct Log {
    from: usize,
}

impl Log {
    /// Begins to listen.
    pub fn begin() -> Self {
        Self {
            from: WRITTEN.0.lock().unwrap_or_else(PoisonError::into_inner).len(),
        }
    }

    /// What was logged since.
    pub fn text(&self) -> String {
        let written = WRITTEN.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&written[self.from..]).into_owned()
    }
}
