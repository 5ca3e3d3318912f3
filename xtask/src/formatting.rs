//! Takes the formatting of text out of an engine that formats none.
//!
//! In goes the compiled module after `trim`, out comes the same module without `core::fmt`, if what
//! runs never comes there. What only a panic would have formatted is still named in tables that
//! nobody reads any more, where the optimizer cannot see that; we can, because formatting always
//! starts with a call by name: a formatter has to be made first. Where there is such a call,
//! everything stays, and the first one found is named.

use std::collections::{HashMap, HashSet};

use walrus::ir::{Call, RefFunc, Visitor, dfs_in_order};
use walrus::{ElementItems, ExportItem, FunctionId, LocalFunction, Module};

use crate::trim;

/// Empties the functions of `core::fmt`, or says who calls them.
pub fn drop_unused(module: &mut Module) {
    let formats: HashSet<FunctionId> =
        module.funcs.iter().filter(|f| is_formatting(&trim::path(f.name.as_deref()))).map(|f| f.id()).collect();
    match first_use(module, &formats) {
        None => formats.into_iter().for_each(|id| trim::empty(module, id)),
        Some((caller, _)) => println!("text is formatted by {}", trim::path(module.funcs.get(caller).name.as_deref())),
    }
}

/// The traits' methods of any type as well as the machinery; the last are a panic's own messages.
fn is_formatting(path: &str) -> bool {
    path.contains("core::fmt::") || path.contains("as core::panic::PanicPayload>")
}

/// A call from what runs into what formats.
fn first_use(module: &Module, formats: &HashSet<FunctionId>) -> Option<(FunctionId, FunctionId)> {
    let calls: HashMap<FunctionId, Vec<FunctionId>> =
        module.funcs.iter_local().map(|(id, function)| (id, callees(function))).collect();
    let mut todo: Vec<FunctionId> = roots(module).filter(|id| !formats.contains(id)).collect();
    let mut seen: HashSet<FunctionId> = todo.iter().copied().collect();
    while let Some(caller) = todo.pop() {
        for &callee in calls.get(&caller).into_iter().flatten() {
            if formats.contains(&callee) {
                return Some((caller, callee));
            }
            if seen.insert(callee) {
                todo.push(callee);
            }
        }
    }
    None
}

/// What can be entered from outside or through a table.
fn roots(module: &Module) -> impl Iterator<Item = FunctionId> {
    let exports = module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(id) => Some(id),
        _ => None,
    });
    let tables = module.elements.iter().filter_map(|element| match &element.items {
        ElementItems::Functions(ids) => Some(ids),
        ElementItems::Expressions(..) => None,
    });
    exports.chain(tables.flatten().copied()).chain(module.start)
}

fn callees(function: &LocalFunction) -> Vec<FunctionId> {
    let mut found = Callees(Vec::new());
    dfs_in_order(&mut found, function, function.entry_block());
    found.0
}

struct Callees(Vec<FunctionId>);

impl<'a> Visitor<'a> for Callees {
    fn visit_call(&mut self, call: &Call) {
        self.0.push(call.func);
    }

    fn visit_ref_func(&mut self, reference: &RefFunc) {
        self.0.push(reference.func);
    }
}
