//! The values of a field in the order of the alphabet, each with how many quotes have it.
//!
//! Counts by value go in, counts by what is shown come out: a list of tags is as many values as it has lines.

use super::Index;
use crate::quote::field;
use crate::sort::sorted;
use crate::text;

impl Index {
    /// Shows each counted value.
    pub(crate) fn count(&self, field: usize, counts: &[usize], show: &mut dyn FnMut(usize, &dyn Fn() -> String)) {
        if field == field::TAGS {
            return self.count_lines(counts, show);
        }
        for (value, &count) in counts.iter().enumerate() {
            show(count, &|| self.text(field, value));
        }
    }

    fn count_lines(&self, counts: &[usize], show: &mut dyn FnMut(usize, &dyn Fn() -> String)) {
        let mut lines = Vec::new();
        for (value, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let text = self.text(field::TAGS, value);
            if text.is_empty() {
                lines.push((String::new(), count));
            }
            for (start, end) in text::pieces(&text, '\n') {
                lines.push((text::slice(&text, start, end).to_string(), count));
            }
        }
        let line = |at: usize| lines.get(at).map_or(("", 0), |(line, count)| (line.as_str(), *count));
        let mut tag = ("", 0);
        for at in sorted(lines.len(), &|a: usize, b: usize| line(a).0.cmp(line(b).0)) {
            let (next, count) = line(at);
            if next != tag.0 {
                show(tag.1, &|| tag.0.to_string());
                tag = (next, 0);
            }
            tag.1 += count;
        }
        show(tag.1, &|| tag.0.to_string());
    }
}
