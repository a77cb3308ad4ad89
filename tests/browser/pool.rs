//! Browsers that tests borrow from one another.
//!
//! Starting one takes longer than most tests do. So a test gives its browser back, and
//! the next one gets it as good as new. The pool lives as long as any test has one of
//! its browsers: when the last has ended, all of them are closed.

use std::ops::Deref;
use std::sync::{Arc, Mutex, Weak};

use crate::driver::Browser;
use crate::{passed, site};

#[derive(Default)]
struct Pool {
    idle: Mutex<Vec<Browser>>,
}

static POOL: Mutex<Weak<Pool>> = Mutex::new(Weak::new());

/// A browser that goes back when the test has passed.
pub struct Lent {
    browser: Option<Browser>,
    pool: Arc<Pool>,
}

/// Lends a browser with a window of usual size; none where there is no Chromium.
pub fn lend() -> Option<Lent> {
    let pool = {
        let mut shared = POOL.lock().unwrap_or_else(|error| error.into_inner());
        let pool = shared.upgrade().unwrap_or_default();
        *shared = Arc::downgrade(&pool);
        pool
    };
    let idle = pool.idle.lock().ok()?.pop();
    let browser = match idle {
        Some(browser) => {
            browser.clean(&site().address);
            browser
        }
        None => Browser::start(1280, 900)?,
    };
    let browser = Some(browser);
    Some(Lent { browser, pool })
}

impl Deref for Lent {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        self.browser
            .as_ref()
            .expect("it is there until it goes back")
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // One in which a test failed may be in any state.
        if std::thread::panicking() {
            return;
        }
        if let Some(test) = passed::this() {
            test.note();
        }
        if let Ok(mut idle) = self.pool.idle.lock() {
            idle.extend(self.browser.take());
        }
    }
}
