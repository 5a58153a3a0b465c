//! Progress on stderr: only when a terminal watches, and only when the work takes longer than a second.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use wiretype::Stage;

/// How long the work may take in silence.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is renewed.
const BEAT: Duration = Duration::from_millis(200);

/// Shows the stage of the work until dropped.
#[derive(Debug)]
pub struct Progress {
    watcher: Option<(Mutex<Sender<String>>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts watching.
    pub fn start() -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { watcher: None };
        }
        let (sender, receiver) = channel::<String>();
        let started = Instant::now();
        let thread = std::thread::spawn(move || {
            let (mut label, mut shown) = (String::new(), false);
            loop {
                match receiver.recv_timeout(BEAT) {
                    Ok(next) => label = next,
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => break,
                }
                if started.elapsed() >= PATIENCE {
                    shown = true;
                    let seconds = started.elapsed().as_secs();
                    let _ = write!(std::io::stderr(), "\r\x1b[2K{label} ({seconds} s)");
                }
            }
            if shown {
                let _ = write!(std::io::stderr(), "\r\x1b[2K");
            }
        });
        Self { watcher: Some((Mutex::new(sender), thread)) }
    }

    /// The work on `what` has come to a stage.
    pub fn stage(&self, what: &str, stage: Stage) {
        let Some((sender, _)) = &self.watcher else { return };
        let verb = match stage {
            Stage::Load => "loading",
            Stage::Read => "reading",
            Stage::Check => "checking",
            Stage::Emit => "generating",
        };
        let _ = sender.lock().unwrap_or_else(PoisonError::into_inner).send(format!("{verb} {what}"));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.watcher.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}
