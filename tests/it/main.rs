//! All integration tests in one binary, so that it links once.

mod builtin;
mod import;
mod oracle;
mod page;
mod pick;
mod query;
mod search;
mod text;
mod tidy;
