//! The installation's secret and what is derived from it: receipt codes, hashes for looking them up, token hashes.

use std::{io::Write, path::Path};

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use shared::{ids::StatementId, statements::code_from_bits};

use crate::clock::Dice;

/// 32 bytes that only this installation knows.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A given secret.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        let bytes = from_hex(text.trim())?;
        bytes.try_into().ok().map(Self)
    }

    /// Reads the secret from its file; `None` when there is no such file.
    ///
    /// # Errors
    /// When the file cannot be read, or holds something else.
    pub fn load(file: &Path) -> std::io::Result<Option<Self>> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(about(file)(error)),
        };
        Self::from_hex(&text).map(Some).ok_or_else(|| {
            std::io::Error::other(format!("{} does not hold 64 hexadecimal digits", file.display()))
        })
    }

    /// Makes a secret and its file, readable by its owner alone.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn make(file: &Path, dice: &Dice) -> std::io::Result<Self> {
        let secret = Self(dice.bytes());
        secret.store(file)?;
        Ok(secret)
    }

    /// Writes the secret to its file, readable by its owner alone.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn store(&self, file: &Path) -> std::io::Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(about(folder))?;
        }
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options
            .open(file)
            .and_then(|mut file| writeln!(file, "{}", self.to_hex()));
        written.map_err(about(file))
    }

    /// As hexadecimal digits, for the encrypted part of a backup.
    pub fn to_hex(&self) -> String {
        to_hex(&self.0)
    }

    fn keyed(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(&self.0) else {
            return [0; 32];
        };
        mac.update(purpose.as_bytes());
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    /// The receipt's code of a statement: the first 60 bits of HMAC-SHA-256(secret, statement id), Crockford base 32.
    pub fn receipt_code(&self, statement: StatementId) -> String {
        let mac = self.keyed("", statement.0.as_bytes());
        let mut bits = [0; 8];
        bits.copy_from_slice(mac.first_chunk::<8>().unwrap_or(&[0; 8]));
        code_from_bits(bits)
    }

    /// What the database holds of a code, for looking it up.
    pub fn code_hash(&self, code: &str) -> Vec<u8> {
        self.keyed("receipt code", code.as_bytes()).to_vec()
    }

    /// What the database holds of the secret itself, so that a process with another one is told apart; nothing can be
    /// found out from it.
    pub fn fingerprint(&self) -> String {
        to_hex(&self.keyed("fingerprint", b""))
    }

    /// A key for encrypting what lies in the database.
    pub fn encryption_key(&self, purpose: &str) -> [u8; 32] {
        self.keyed("encryption key for ", purpose.as_bytes())
    }

    /// What the database holds of a token in a cookie.
    pub fn token_hash(&self, token: &str) -> Vec<u8> {
        self.keyed("token", token.as_bytes()).to_vec()
    }
}

/// An error with the file that it is about.
fn about(file: &Path) -> impl Fn(std::io::Error) -> std::io::Error {
    move |error| std::io::Error::new(error.kind(), format!("{}: {error}", file.display()))
}

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Hexadecimal digits, lower case.
pub fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| DIGITS.get(usize::from(digit)))
        .collect()
}

/// Reads hexadecimal digits.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(text.get(i..i + 2)?, 16).ok())
        .collect()
}
