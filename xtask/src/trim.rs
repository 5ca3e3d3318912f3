//! Takes the messages out of the engine that nobody reads.
//!
//! In goes the compiled module with its function names, out comes the same module in which the
//! functions that report a panic stop at once, so that the optimizer drops them and all formatting
//! that only they use. A panic is a trap either way, and traps exactly where it did. Of the functions that return
//! those are touched that write what no caller looks at.

use std::collections::HashSet;

use anyhow::{Context, Result, ensure};
use rustc_demangle::demangle;
use walrus::ir::Instr;
use walrus::{FunctionBuilder, FunctionId, FunctionKind, InstrSeqBuilder, LocalFunction, Module};

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

/// Say what stands in place of what was expected, for a message of which only the place is read: with them goes what
/// prints floating point numbers.
const UNREAD: [&str; 2] = [
    "<serde_json::error::JsonUnexpected as core::fmt::Display>::fmt",
    "<serde_core::de::Unexpected as core::fmt::Display>::fmt",
];

/// Lets what nobody reads be written as nothing, and says by which functions.
pub fn unread(module: &mut Module) -> Result<Vec<FunctionId>> {
    let mut emptied = Vec::new();
    for name in UNREAD {
        let is = |id: &FunctionId| path(module.funcs.get(*id).name.as_deref()) == name;
        let id = module.funcs.iter_local().map(|(id, _)| id).find(is);
        let id =
            id.with_context(|| format!("the engine has no {name}: is what it wrote gone, or called otherwise?"))?;
        // 0 is `Ok`.
        replace(module, id, |body| _ = body.i32_const(0));
        emptied.push(id);
    }
    Ok(emptied)
}

/// Lets a function stop at once.
pub fn empty(module: &mut Module, id: FunctionId) {
    replace(module, id, |body| _ = body.unreachable());
}

/// Gives a function another body.
fn replace(module: &mut Module, id: FunctionId, write: impl FnOnce(&mut InstrSeqBuilder<'_>)) {
    let (params, results) = module.types.params_results(module.funcs.get(id).ty());
    let (params, results) = (params.to_vec(), results.to_vec());
    let args = params.iter().map(|&kind| module.locals.add(kind)).collect();
    let mut function = FunctionBuilder::new(&mut module.types, &params, &results);
    write(&mut function.func_body());
    module.funcs.get_mut(id).kind = FunctionKind::Local(function.local_func(args));
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
