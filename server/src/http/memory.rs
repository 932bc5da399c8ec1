//! Memory for files that come with forms: bounded for all requests together, and for those of one address prefix, so that
//! neither many connections nor one visitor with several takes it all.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use bytes::Bytes;

/// Bytes of files in memory at the same time, of all forms.
const MOST: usize = 512 * 1024 * 1024;
/// Bytes of files in memory at the same time, of one address prefix: three full forms.
const MOST_OF_ONE: usize = 192 * 1024 * 1024;

/// Memory that files share.
#[derive(Debug)]
pub struct Memory {
    most: usize,
    most_of_one: usize,
    held: Mutex<BTreeMap<String, usize>>,
}

/// The memory of this process.
pub static MEMORY: Memory = Memory::new(MOST, MOST_OF_ONE);

impl Memory {
    const fn new(most: usize, most_of_one: usize) -> Self {
        Self {
            most,
            most_of_one,
            held: Mutex::new(BTreeMap::new()),
        }
    }

    /// A file that begins, of an address prefix.
    pub fn begin(&'static self, who: &str) -> File {
        File {
            memory: self,
            who: who.to_owned(),
            bytes: Vec::new(),
        }
    }

    fn take(&self, who: &str, amount: usize) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = held.values().sum();
        let one = held.get(who).copied().unwrap_or_default();
        if all.saturating_add(amount) > self.most || one.saturating_add(amount) > self.most_of_one {
            return false;
        }
        held.insert(who.to_owned(), one.saturating_add(amount));
        true
    }

    fn give_back(&self, who: &str, amount: usize) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let left = held.get(who).copied().unwrap_or_default().saturating_sub(amount);
        if left == 0 {
            held.remove(who);
        } else {
            held.insert(who.to_owned(), left);
        }
    }
}

/// A file in memory; its room is free again when nobody has its bytes any more.
#[derive(Debug)]
pub struct File {
    memory: &'static Memory,
    who: String,
    bytes: Vec<u8>,
}

impl File {
    /// Adds what came; `false` when there is no room for it at present.
    #[must_use]
    pub fn add(&mut self, bytes: &[u8]) -> bool {
        let fits = self.memory.take(&self.who, bytes.len());
        if fits {
            self.bytes.extend_from_slice(bytes);
        }
        fits
    }

    /// The whole file.
    pub fn into_bytes(self) -> Bytes {
        Bytes::from_owner(self)
    }
}

impl AsRef<[u8]> for File {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for File {
    fn drop(&mut self) {
        self.memory.give_back(&self.who, self.bytes.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_shared_and_comes_back_with_the_last_who_holds_a_file() {
        static MEMORY: Memory = Memory::new(100, 60);
        let mut mine = MEMORY.begin("192.0.2.7");
        assert!(mine.add(&[1; 50]));
        assert!(!mine.add(&[1; 20]), "one has at most 60");
        let mut yours = MEMORY.begin("192.0.2.8");
        assert!(yours.add(&[2; 50]));
        assert!(!MEMORY.begin("192.0.2.9").add(&[3; 1]), "all have at most 100");
        let bytes = mine.into_bytes();
        let copy = bytes.clone();
        assert_eq!(&copy[..], &[1; 50]);
        drop(bytes);
        assert!(!MEMORY.begin("192.0.2.9").add(&[3; 1]));
        drop(copy);
        assert!(MEMORY.begin("192.0.2.9").add(&[3; 50]));
        drop(yours);
        assert!(MEMORY.held.lock().unwrap().is_empty());
    }
}
