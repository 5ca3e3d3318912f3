//! Takes the panic messages out of the engine.
//!
//! In goes the compiled module with its function names, out comes the same module in which the
//! functions that report a panic stop at once, so that the optimizer drops them and all formatting
//! that only they use. A panic is a trap either way, and traps exactly where it did. Never touches a
//! function that may return.

use std::collections::HashSet;

use anyhow::{Result, ensure};
use rustc_demangle::demangle;
use walrus::ir::Instr;
use walrus::{FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module};

/// Paths of functions that never return and only report. A name that ends in `:` is a whole module.
const REPORTS: &[&str] = &[
    "core::panicking::",
    "core::option::unwrap_failed",
    "core::option::expect_failed",
    "core::result::unwrap_failed",
    "core::cell::panic_already_borrowed",
    "core::cell::panic_already_mutably_borrowed",
    "core::str::slice_error_fail",
    "core::slice::index::slice_index_fail",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "std::thread::local::panic_access_error",
    "__rustc::rust_begin_unwind",
    "__rustc::__rust_alloc_error_handler",
];

/// Empties the functions of `module` that report, or come to one that does whatever happens, and
/// says which these were.
pub fn panics(module: &mut Module) -> Result<HashSet<FunctionId>> {
    let mut reports: HashSet<_> = module
        .funcs
        .iter_local()
        .filter(|(id, _)| is_report(module.funcs.get(*id).name.as_deref()))
        .map(|(id, _)| id)
        .collect();
    ensure!(
        reports.iter().any(|id| path(module.funcs.get(*id).name.as_deref()).ends_with("rust_begin_unwind")),
        "the compiled module names no panic handler: was its name section removed?"
    );
    loop {
        let before = reports.len();
        let more = module.funcs.iter_local().filter(|(_, function)| comes_to(function, &reports)).map(|(id, _)| id);
        reports.extend(more.collect::<Vec<_>>());
        if reports.len() == before {
            break;
        }
    }
    reports.iter().for_each(|&id| empty(module, id));
    Ok(reports)
}

/// Whether a function goes straight to one that reports: it neither branches nor calls another before.
fn comes_to(function: &LocalFunction, reports: &HashSet<FunctionId>) -> bool {
    let mut first = function.block(function.entry_block()).instrs.iter().map(|(instr, _)| instr).filter(|instr| {
        !matches!(
            instr,
            Instr::Const(_)
                | Instr::LocalGet(_)
                | Instr::LocalSet(_)
                | Instr::LocalTee(_)
                | Instr::GlobalGet(_)
                | Instr::GlobalSet(_)
                | Instr::Binop(_)
                | Instr::Unop(_)
                | Instr::Load(_)
                | Instr::Store(_)
        )
    });
    matches!(first.next(), Some(Instr::Call(call)) if reports.contains(&call.func))
}

/// Lets a function stop at once.
pub fn empty(module: &mut Module, id: FunctionId) {
    let (params, results) = module.types.params_results(module.funcs.get(id).ty());
    let (params, results) = (params.to_vec(), results.to_vec());
    let args = params.iter().map(|&kind| module.locals.add(kind)).collect();
    let mut stop = FunctionBuilder::new(&mut module.types, &params, &results);
    stop.func_body().unreachable();
    module.funcs.get_mut(id).kind = FunctionKind::Local(stop.local_func(args));
}

fn is_report(name: Option<&str>) -> bool {
    let path = path(name);
    REPORTS.iter().any(|report| match report.strip_suffix(':') {
        Some(_) => path.starts_with(report),
        None => path == *report,
    })
}

/// The path of a function without its hash: `core::panicking::panic_fmt`.
fn path(name: Option<&str>) -> String {
    format!("{:#}", demangle(name.unwrap_or_default()))
}
