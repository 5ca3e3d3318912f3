//! Takes out of the engine what nothing reaches once panics report nothing.
//!
//! In go the module as the linker left it, with its relocations, and the functions that were emptied
//! since; out comes the module without the functions and the data that only those used: messages,
//! their formatting, tables of printable characters, places in source files. It is the linker's own
//! collection of garbage, run again: relocations name every use, so nothing is guessed. Data is
//! overwritten with zeros and never moves; the optimizer leaves zeros out.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use walrus::{ExportItem, FunctionId, Module};
use wasmparser::{KnownCustom, Linking, Parser, Payload, RelocSectionReader, RelocationType, SymbolInfo, TypeRef};

use crate::trim;

/// Linker flags without which there are no relocations in its output.
pub const LINK: &str = "-Clink-arg=--emit-relocs";

/// What is there for Rust that waits for promises; ours never does.
const SUSPENDING: [&str; 2] = ["__wbg_jspi_task_poll", "__wbindgen_jspi_set_rejected"];

/// Bytes of a location: four numbers.
const LOCATION: usize = 16;

/// A function by its index, or a symbol of data by its place in the symbol table.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Node {
    Function(usize),
    Data(usize),
}

/// Where the bytes of a symbol stand: segment, and place in it.
type Place = (usize, Range<usize>);

/// Who uses what, as the linker wrote it down.
pub struct Uses {
    symbols: HashMap<usize, Node>,
    places: HashMap<usize, Place>,
    uses: HashMap<Node, Vec<Node>>,
    /// Places in source files; handed on and on, and read by panics alone.
    locations: HashSet<Node>,
}

impl Uses {
    pub fn read(wasm: &[u8]) -> Result<Self> {
        let mut found =
            Self { symbols: HashMap::new(), places: HashMap::new(), uses: HashMap::new(), locations: HashSet::new() };
        let (mut code, mut data, mut imported) = (0, 0, 0);
        let mut bodies: Vec<Range<usize>> = Vec::new();
        let mut segments: Vec<(usize, &[u8])> = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    let imports = imports.into_imports().collect::<Result<Vec<_>, _>>()?;
                    imported = imports.iter().filter(|import| matches!(import.ty, TypeRef::Func(_))).count();
                }
                Payload::CodeSectionStart { range, .. } => code = range.start,
                Payload::CodeSectionEntry(body) => bodies.push(body.range()),
                Payload::DataSection(section) => {
                    data = section.range().start;
                    for segment in section {
                        let segment = segment?;
                        segments.push((segment.range.end - segment.data.len(), segment.data));
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(linking) => found.read_symbols(linking)?,
                    KnownCustom::Reloc(relocations) if section.name() == "reloc.CODE" => {
                        found.read_uses(relocations, |offset| {
                            let body = bodies.partition_point(|body| body.end <= code + offset);
                            Some(Node::Function(imported + body))
                        })?;
                    }
                    KnownCustom::Reloc(relocations) if section.name() == "reloc.DATA" => {
                        let places = found.places.clone();
                        found.read_uses(relocations, |offset| {
                            let holds = |(segment, range): &Place| {
                                let start = segments.get(*segment);
                                start.is_some_and(|(start, _)| range.contains(&(data + offset).wrapping_sub(*start)))
                            };
                            places.iter().find(|(_, place)| holds(place)).map(|(&symbol, _)| Node::Data(symbol))
                        })?;
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        ensure!(!found.uses.is_empty(), "the compiled module has no relocations: was it linked without {LINK}?");
        found.find_locations(&segments);
        Ok(found)
    }

    /// A location is a `core::panic::Location`: the path of a Rust file, its length, line and column.
    fn find_locations(&mut self, segments: &[(usize, &[u8])]) {
        let bytes = |symbol: &usize| {
            let (segment, range) = self.places.get(symbol)?;
            segments.get(*segment)?.1.get(range.clone())
        };
        let is_location = |symbol: &usize| match self.uses.get(&Node::Data(*symbol)).map(Vec::as_slice) {
            Some([Node::Data(path)]) => {
                bytes(symbol).is_some_and(|bytes| bytes.len() == LOCATION)
                    && bytes(path).is_some_and(|path| path.ends_with(b".rs") || path.ends_with(b".rs\0"))
            }
            _ => false,
        };
        self.locations = self.places.keys().copied().filter(is_location).map(Node::Data).collect();
    }

    fn read_symbols(&mut self, linking: wasmparser::LinkingSectionReader<'_>) -> Result<()> {
        for part in linking.subsections() {
            let Linking::SymbolTable(symbols) = part? else { continue };
            for (at, symbol) in symbols.into_iter().enumerate() {
                match symbol? {
                    SymbolInfo::Func { index, .. } => drop(self.symbols.insert(at, Node::Function(index as usize))),
                    SymbolInfo::Data { symbol: Some(data), .. } => {
                        let start = data.offset as usize;
                        self.symbols.insert(at, Node::Data(at));
                        self.places.insert(at, (data.index as usize, start..start + data.size as usize));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn read_uses(&mut self, section: RelocSectionReader<'_>, user: impl Fn(usize) -> Option<Node>) -> Result<()> {
        for relocation in section.entries() {
            let relocation = relocation?;
            if matches!(relocation.ty, RelocationType::TypeIndexLeb) {
                continue;
            }
            let Some(&used) = self.symbols.get(&(relocation.index as usize)) else { continue };
            let user = user(relocation.offset as usize).context("a relocation lies in nothing that has a name")?;
            self.uses.entry(user).or_default().push(used);
        }
        Ok(())
    }

    /// All that is used by `roots`, directly or not, and not only by what is in `emptied`.
    fn reached(&self, roots: impl Iterator<Item = usize>, emptied: &HashSet<usize>) -> HashSet<Node> {
        let mut todo: Vec<Node> = roots.map(Node::Function).collect();
        let mut seen: HashSet<Node> = todo.iter().copied().collect();
        while let Some(user) = todo.pop() {
            if matches!(user, Node::Function(index) if emptied.contains(&index)) {
                continue;
            }
            let used = self.uses.get(&user).into_iter().flatten().filter(|used| !self.locations.contains(used));
            todo.extend(used.filter(|used| seen.insert(**used)));
        }
        seen
    }
}

/// Drops what tells wasm-bindgen how to call functions of JavaScript that nobody calls.
fn drop_descriptions(module: &mut Module) {
    let imported: HashSet<&str> = module.imports.iter().map(|import| import.name.as_str()).collect();
    let unused = module.exports.iter().filter(|export| {
        let described = export.name.strip_prefix("__wbindgen_describe_").filter(|name| name.starts_with("__wbg_"));
        described.is_some_and(|name| !imported.contains(name)) || SUSPENDING.contains(&export.name.as_str())
    });
    for id in unused.map(walrus::Export::id).collect::<Vec<_>>() {
        module.exports.delete(id);
    }
}

/// Empties what is no longer reached; `ids` are the module's functions in the linker's order.
pub fn unused(module: &mut Module, ids: &[FunctionId], uses: &Uses, emptied: &HashSet<FunctionId>) -> Result<()> {
    let indices: HashMap<FunctionId, usize> = ids.iter().enumerate().map(|(index, &id)| (id, index)).collect();
    let index = |id: &FunctionId| indices.get(id).copied();
    drop_descriptions(module);
    let exported = module.exports.iter().filter_map(|export| match export.item {
        ExportItem::Function(id) => Some(id),
        _ => None,
    });
    let roots: Vec<usize> = exported.chain(module.start).filter_map(|id| index(&id)).collect();
    let reached = uses.reached(roots.into_iter(), &emptied.iter().filter_map(index).collect());
    let local: Vec<FunctionId> = module.funcs.iter_local().map(|(id, _)| id).collect();
    for id in local {
        if index(&id).is_some_and(|index| !reached.contains(&Node::Function(index))) {
            trim::empty(module, id);
        }
    }
    clear(module, uses, &reached)?;
    // Of no use any more, and wrong from here on.
    let names: Vec<String> = module.customs.iter().map(|(_, section)| section.name().to_owned()).collect();
    for name in names.iter().filter(|name| *name == "linking" || name.starts_with("reloc.")) {
        module.customs.remove_raw(name);
    }
    Ok(())
}

/// Writes zeros where only unreached symbols stand.
fn clear(module: &mut Module, uses: &Uses, reached: &HashSet<Node>) -> Result<()> {
    let segments: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for (at, id) in segments.into_iter().enumerate() {
        let bytes = &mut module.data.get_mut(id).value;
        let mut dead = vec![false; bytes.len()];
        for kept in [false, true] {
            let here = uses.places.iter().filter(|(_, (segment, _))| *segment == at);
            for (symbol, (_, range)) in here.filter(|(symbol, _)| reached.contains(&Node::Data(**symbol)) == kept) {
                let Some(place) = dead.get_mut(range.clone()) else { bail!("symbol {symbol} ends past its segment") };
                place.fill(!kept);
            }
        }
        bytes.iter_mut().zip(dead).filter(|(_, dead)| *dead).for_each(|(byte, _)| *byte = 0);
    }
    Ok(())
}
