//! Content hashes for file names and freshness.

use sha2::{Digest, Sha256};

/// The first 16 hex digits of the SHA-256 of the parts, each preceded by its length.
pub fn short(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn where_one_part_ends_matters() {
        assert_eq!(short(&[b"ab", b"c"]).len(), 16);
        assert_ne!(short(&[b"ab", b"c"]), short(&[b"a", b"bc"]));
    }
}
