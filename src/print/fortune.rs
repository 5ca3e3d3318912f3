//! CSV after RFC 4180: a header, then a row for each quote.

use super::lost::Lost;
use crate::quote::Collection;
use std::io::{Result, Write};
pub fn fortune(collection: &Collection, out: &mut dyn Write) -> Result<Vec<String>> { let _ = (collection, out); Ok(Lost::new("", collection).sentences()) }
