//! Lists that have room from the start.
//!
//! A number goes in, an empty list comes out. A browser downloads the plain engine, where code counts more than speed.

/// An empty list, with room for so many where speed counts more.
pub(crate) fn list_of<T>(most: usize) -> Vec<T> {
    Vec::with_capacity(if cfg!(full) { most } else { 0 })
}
