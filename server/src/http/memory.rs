//! Memory for files that come with forms: bounded for all requests together, and for those of one address prefix, so that
//! neither many connections nor one visitor with several takes it all. A share of it is for staff, whatever visitors send.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use bytes::Bytes;

/// Bytes of files in memory at the same time, of all forms.
const MOST: usize = 512 * 1024 * 1024;
/// Bytes of files in memory at the same time, of one address prefix: three full forms.
const MOST_OF_ONE: usize = 192 * 1024 * 1024;
/// What of [`MOST`] no visitor takes: two full forms of staff.
const FOR_STAFF: usize = 128 * 1024 * 1024;

/// Who sends files: staff and visitors behind one address prefix are counted apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sender {
    /// Whether it is a member of staff who is signed in.
    pub is_staff: bool,
    /// The address prefix.
    pub prefix: String,
}

/// Memory that files share.
#[derive(Debug)]
pub struct Memory {
    most: usize,
    most_of_one: usize,
    for_staff: usize,
    held: Mutex<BTreeMap<Sender, usize>>,
}

/// The memory of this process.
pub static MEMORY: Memory = Memory::new(MOST, MOST_OF_ONE, FOR_STAFF);

impl Memory {
    const fn new(most: usize, most_of_one: usize, for_staff: usize) -> Self {
        Self {
            most,
            most_of_one,
            for_staff,
            held: Mutex::new(BTreeMap::new()),
        }
    }

    /// A file that begins.
    pub fn begin(&'static self, sender: &Sender) -> File {
        File {
            memory: self,
            sender: sender.clone(),
            bytes: Vec::new(),
        }
    }

    /// What somebody's files take.
    #[cfg(test)]
    pub fn held_by(&self, sender: &Sender) -> usize {
        let held = self.held.lock().unwrap();
        held.get(sender).copied().unwrap_or_default()
    }

    fn take(&self, sender: &Sender, amount: usize) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = held.values().sum();
        let visitors: usize = held
            .iter()
            .filter(|(of, _)| !of.is_staff)
            .map(|(_, amount)| amount)
            .sum();
        let one = held.get(sender).copied().unwrap_or_default();
        let fits = all.saturating_add(amount) <= self.most
            && one.saturating_add(amount) <= self.most_of_one
            && (sender.is_staff
                || visitors.saturating_add(amount) <= self.most.saturating_sub(self.for_staff));
        if fits {
            held.insert(sender.clone(), one.saturating_add(amount));
        }
        fits
    }

    fn give_back(&self, sender: &Sender, amount: usize) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let left = held
            .get(sender)
            .copied()
            .unwrap_or_default()
            .saturating_sub(amount);
        if left == 0 {
            held.remove(sender);
        } else {
            held.insert(sender.clone(), left);
        }
    }
}

/// A file in memory; its room is free again when nobody has its bytes any more.
#[derive(Debug)]
pub struct File {
    memory: &'static Memory,
    sender: Sender,
    bytes: Vec<u8>,
}

impl File {
    /// Adds what came; `false` when there is no room for it at present.
    #[must_use]
    pub fn add(&mut self, bytes: &[u8]) -> bool {
        let fits = self.memory.take(&self.sender, bytes.len());
        if fits {
            self.bytes.extend_from_slice(bytes);
        }
        fits
    }

    /// How much came so far, in bytes.
    pub const fn size(&self) -> usize {
        self.bytes.len()
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
        self.memory.give_back(&self.sender, self.bytes.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(prefix: &str, is_staff: bool) -> Sender {
        Sender {
            is_staff,
            prefix: prefix.to_owned(),
        }
    }

    fn visitor(prefix: &str) -> Sender {
        sender(prefix, false)
    }

    #[test]
    fn room_is_shared_and_comes_back_with_the_last_who_holds_a_file() {
        static MEMORY: Memory = Memory::new(100, 60, 0);
        let mut mine = MEMORY.begin(&visitor("192.0.2.7"));
        assert!(mine.add(&[1; 50]));
        assert!(!mine.add(&[1; 20]), "one has at most 60");
        let mut yours = MEMORY.begin(&visitor("192.0.2.8"));
        assert!(yours.add(&[2; 50]));
        let mut others = MEMORY.begin(&visitor("192.0.2.9"));
        assert!(!others.add(&[3; 1]), "all have at most 100");
        let bytes = mine.into_bytes();
        let copy = bytes.clone();
        assert_eq!(&copy[..], &[1; 50]);
        drop(bytes);
        assert!(!others.add(&[3; 1]));
        drop(copy);
        assert!(others.add(&[3; 50]));
        drop((yours, others));
        assert!(MEMORY.held.lock().unwrap().is_empty());
    }

    #[test]
    fn staff_have_a_share_that_no_visitor_takes() {
        static MEMORY: Memory = Memory::new(100, 60, 30);
        let mut visitors = ["192.0.2.7", "192.0.2.8"].map(|prefix| MEMORY.begin(&visitor(prefix)));
        assert!(visitors[0].add(&[1; 60]) && visitors[1].add(&[1; 10]));
        assert!(!visitors[1].add(&[1; 1]), "visitors have at most 70");
        // In the town hall itself, where visitors have the same address.
        let mut clerk = MEMORY.begin(&sender("192.0.2.7", true));
        assert!(clerk.add(&[2; 30]));
        assert!(!clerk.add(&[2; 1]), "all have at most 100");
        drop(visitors);
        assert!(clerk.add(&[2; 30]));
        assert!(!clerk.add(&[2; 1]), "one has at most 60");
    }
}
