//! The installation's secret under a passphrase: argon2id makes the key, XChaCha20-Poly1305 seals.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce, aead::Aead};

use super::ArchiveError;
use crate::clock::Dice;

/// The shortest passphrase.
const MIN_PASSPHRASE: usize = 12;
const SALT: usize = 16;
const NONCE: usize = 24;

fn cipher(passphrase: &str, salt: &[u8]) -> Result<XChaCha20Poly1305, ArchiveError> {
    // OWASP's stronger setting: 46 MiB, one pass.
    let parameters = Params::new(47_104, 1, 1, Some(32)).map_err(|e| ArchiveError::Damaged(e.to_string()))?;
    let mut key = [0_u8; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
        .hash_password_into(passphrase.as_bytes(), salt, &mut key)
        .map_err(|e| ArchiveError::Damaged(e.to_string()))?;
    Ok(XChaCha20Poly1305::new(&key.into()))
}

/// Seals a text: salt, nonce, ciphertext.
pub fn seal(passphrase: &str, text: &str, dice: &Dice) -> Result<Vec<u8>, ArchiveError> {
    if passphrase.chars().count() < MIN_PASSPHRASE {
        return Err(ArchiveError::WeakPassphrase);
    }
    let salt: [u8; SALT] = dice.bytes();
    let nonce: [u8; NONCE] = dice.bytes();
    let sealed = cipher(passphrase, &salt)?
        .encrypt(&XNonce::from(nonce), text.as_bytes())
        .map_err(|_| ArchiveError::Passphrase)?;
    Ok([salt.as_slice(), &nonce, &sealed].concat())
}

/// Opens what [`seal`] made.
pub fn open(passphrase: &str, sealed: &[u8]) -> Result<String, ArchiveError> {
    let damaged = || ArchiveError::Damaged("secret.sealed is too short".into());
    let (salt, rest) = sealed.split_at_checked(SALT).ok_or_else(damaged)?;
    let (nonce, text) = rest.split_at_checked(NONCE).ok_or_else(damaged)?;
    let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| damaged())?;
    let opened = cipher(passphrase, salt)?
        .decrypt(&XNonce::from(nonce), text)
        .map_err(|_| ArchiveError::Passphrase)?;
    String::from_utf8(opened).map_err(|_| ArchiveError::Passphrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_passphrase_opens_the_secret() {
        let sealed = seal("correct horse battery", "geheim", &Dice::fixed(3)).unwrap();
        assert_eq!(open("correct horse battery", &sealed).unwrap(), "geheim");
        assert!(matches!(
            open("correct horse bakery", &sealed),
            Err(ArchiveError::Passphrase)
        ));
        assert!(matches!(open("x", &sealed[..20]), Err(ArchiveError::Damaged(_))));
        assert!(matches!(
            seal("short", "geheim", &Dice::fixed(3)),
            Err(ArchiveError::WeakPassphrase)
        ));
    }
}
