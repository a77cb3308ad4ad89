//! `_time`: the clocks of `time` (`Modules/timemodule.c@v3.13.0`).
//!
//! In a page there is no clock to ask: there, time is the work that was done, so that a
//! recording is the same on every machine.

use super::ModuleDef;
use crate::objects::float;
use crate::objects::float_methods::expect_number;
use crate::refcount::Obj;
use crate::runtime::{PyResult, Runtime};
use crate::typeobject::slots::MethodDef;

/// The two functions of a clock: in seconds, and in nanoseconds.
macro_rules! clock {
    ($seconds:literal, $nanos:literal, $clock:ident) => {
        [
            MethodDef::none($seconds, |rt, _| {
                rt.new_float(clocks::$clock(rt) as f64 / 1e9)
            }),
            MethodDef::none($nanos, |rt, _| {
                rt.new_big(&num_bigint::BigInt::from(clocks::$clock(rt)))
            }),
        ]
    };
}

static CLOCKS: [[MethodDef; 2]; 4] = [
    clock!("time", "time_ns", wall),
    clock!("perf_counter", "perf_counter_ns", running),
    clock!("monotonic", "monotonic_ns", running),
    clock!("process_time", "process_time_ns", running),
];

/// Nanoseconds of a clock that never goes back.
pub(super) fn running(rt: &Runtime) -> u128 {
    clocks::running(rt)
}

pub(super) static MODULE: ModuleDef = ModuleDef {
    name: "_time",
    functions: CLOCKS.as_flattened(),
    fill: |_, _| Ok(()),
};

/// The part that is no clock.
pub(super) static SLEEP: ModuleDef = ModuleDef {
    name: "_time",
    functions: &[MethodDef::one("sleep", sleep)],
    fill: |_, _| Ok(()),
};

fn sleep(rt: &Runtime, _: &Obj, seconds: &Obj) -> PyResult {
    let seconds = match float::value(seconds) {
        Some(seconds) => seconds,
        None => expect_number(rt, &rt.index(seconds)?)?,
    };
    if seconds.is_nan() {
        return Err(rt.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(rt.value_error("sleep length must be non-negative"));
    }
    if !seconds.is_finite() || seconds > 1e9 {
        let class = crate::typeobject::Builtin::OverflowError;
        return Err(rt.raise(class, "timestamp too large to convert to C PyTime_t"));
    }
    clocks::sleep(rt, seconds)?;
    rt.done()
}

#[cfg(not(target_arch = "wasm32"))]
mod clocks {
    use crate::runtime::{PyResult, Runtime};
    use std::time::{Duration, Instant, SystemTime};

    pub(super) fn wall(_: &Runtime) -> u128 {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        since.unwrap_or_default().as_nanos()
    }

    /// The time since the runtime's clock was first read.
    pub(super) fn running(rt: &Runtime) -> u128 {
        let start = rt.python().clock.get_or_init(Instant::now);
        start.elapsed().as_nanos()
    }

    /// Waits in short naps, so that a program can be stopped meanwhile.
    pub(super) fn sleep(rt: &Runtime, seconds: f64) -> PyResult<()> {
        let end = Instant::now() + Duration::from_secs_f64(seconds);
        loop {
            rt.spend(1000)?;
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            std::thread::sleep(left.min(Duration::from_millis(20)));
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod clocks {
    use crate::runtime::{PyResult, Runtime};

    /// Nanoseconds that a unit of work stands for.
    const UNIT: u128 = 20;

    pub(super) fn wall(rt: &Runtime) -> u128 {
        running(rt)
    }

    pub(super) fn running(rt: &Runtime) -> u128 {
        u128::from(u64::MAX - rt.fuel()) * UNIT
    }

    pub(super) fn sleep(rt: &Runtime, seconds: f64) -> PyResult<()> {
        rt.spend((seconds * 1e6) as u64)
    }
}
