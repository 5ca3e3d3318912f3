//! Where a source comes from: a file, or standard input for `-`.
//!
//! A path goes in; a collection comes out, or the index of a pack. Never asks the format: the library
//! tells it by what is in the file.

use crate::failure::Failure;
use crate::progress;
use clap::Args;
use epigraph::{Collection, Format, Index};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// How much is read at once, in bytes.
const CHUNK: u64 = 1 << 20;

/// The file to read.
#[derive(Args)]
pub(crate) struct Source {
    /// The collection: a file in any format that Epigraph reads, a pack, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// What was in it.
#[expect(clippy::large_enum_variant, reason = "there is one of them, for as long as the program runs")]
pub(crate) enum Opened {
    Collection(Collection, Format),
    Pack(Index),
}

impl Source {
    /// Reads a collection or a pack.
    pub(crate) fn open(&self) -> Result<Opened, Failure> {
        let bytes = self.read()?;
        let refused = |error| Failure::Refused(self.file.clone(), error);
        if epigraph::is_pack(&bytes) {
            let _shown = progress::spin("checking the pack", bytes.len());
            let index = Index::open(bytes).map_err(refused)?;
            return Ok(Opened::Pack(index));
        }
        let _shown = progress::spin("reading the quotes", bytes.len());
        let format = epigraph::recognise(&bytes).map_err(refused)?;
        Ok(Opened::Collection(epigraph::import_as(&bytes, format).map_err(refused)?, format))
    }

    /// The same as a collection.
    pub(crate) fn collection(&self) -> Result<Collection, Failure> {
        Ok(match self.open()? {
            Opened::Collection(collection, _) => collection,
            Opened::Pack(index) => {
                let _shown = progress::spin("unpacking", index.pack().len());
                index.unpack(0..index.len())
            }
        })
    }

    /// The same ready for search.
    pub(crate) fn index(&self) -> Result<Index, Failure> {
        Ok(match self.open()? {
            Opened::Collection(collection, _) => {
                let _shown = progress::spin("indexing", collection.len() * progress::QUOTE);
                Index::build(&collection)
            }
            Opened::Pack(index) => index,
        })
    }

    fn read(&self) -> Result<Vec<u8>, Failure> {
        let failed = |error| Failure::reading(&self.file, &error);
        let mut bytes = Vec::new();
        if self.file == Path::new("-") {
            std::io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
            return Ok(bytes);
        }
        let mut file = File::open(&self.file).map_err(failed)?;
        // Of what is no plain file the length is not known.
        let length = file.metadata().map_or(0, |data| data.len());
        bytes.reserve_exact(usize::try_from(length).unwrap_or_default());
        let bar = progress::bar("opening", length);
        while file.by_ref().take(CHUNK).read_to_end(&mut bytes).map_err(failed)? > 0 {
            bar.set_position(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        }
        Ok(bytes)
    }
}
