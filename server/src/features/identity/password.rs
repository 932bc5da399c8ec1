//! Passwords: which are accepted, how they are kept and compared.
//!
//! Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet). At most [`AT_ONCE`] are computed at
//! the same time, so that a flood of attempts takes neither all memory nor all threads.

use std::sync::LazyLock;

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::SaltString,
};
use shared::{api::Invalid, identity::MIN_PASSWORD};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::guessing;
use crate::{
    clock::Dice,
    error::{Error, Result},
};

/// How many passwords are computed at the same time.
const AT_ONCE: usize = 4;
/// The longest password that is accepted, in characters.
const MAX_PASSWORD: usize = 256;

static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

/// A hash that no password has, so that an unknown account is compared with something.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody", &[7; 16]).unwrap_or_default());

/// Waits for a turn. Limits are checked while holding it: attempts sent side by side cannot outrun the counting.
pub(super) async fn turn() -> Result<SemaphorePermit<'static>> {
    TURNS
        .acquire()
        .await
        .map_err(|_| Error::internal("the turns for passwords are closed"))
}

/// Adds what is wrong with a new password of this account in this municipality.
pub(super) fn check(invalid: &mut Invalid, password: &str, email: &str, town: &str) {
    if check_length(invalid, password) && guessing::is_easy(password, &[email, town]) {
        invalid.add("password", "errors.password_too_weak");
    }
}

/// Adds what is wrong with the length of a new password; answers whether nothing is.
pub(super) fn check_length(invalid: &mut Invalid, password: &str) -> bool {
    let length = password.chars().count();
    if length < MIN_PASSWORD {
        invalid.add_with(
            "password",
            "errors.password_too_short",
            &[("min", MIN_PASSWORD.to_string())],
        );
    } else if length > MAX_PASSWORD {
        invalid.add_with(
            "password",
            "errors.too_long",
            &[("max", MAX_PASSWORD.to_string())],
        );
    }
    (MIN_PASSWORD..=MAX_PASSWORD).contains(&length)
}

/// The hash to be kept, in PHC string format.
pub(super) async fn hash(dice: &Dice, password: &str) -> Result<String> {
    let salt: [u8; 16] = dice.bytes();
    let password = password.to_owned();
    tokio::task::spawn_blocking(move || hash_now(&password, &salt)).await?
}

/// Whether the password belongs to the hash; without a hash the same work ends in `false`.
pub(super) async fn is_right(hash: Option<String>, password: String) -> Result<bool> {
    let is_right = tokio::task::spawn_blocking(move || {
        let (kept, is_known) = hash.map_or_else(|| (NOBODY.clone(), false), |kept| (kept, true));
        let is_same = PasswordHash::new(&kept)
            .is_ok_and(|kept| argon2().verify_password(password.as_bytes(), &kept).is_ok());
        is_same && is_known
    });
    Ok(is_right.await?)
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or(Params::DEFAULT);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash_now(password: &str, salt: &[u8]) -> Result<String> {
    let fault = |error: argon2::password_hash::Error| {
        Error::internal(format!("a password could not be hashed: {error}"))
    };
    let salt = SaltString::encode_b64(salt).map_err(fault)?;
    Ok(argon2()
        .hash_password(password.as_bytes(), &salt)
        .map_err(fault)?
        .to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_that_are_short_or_easy_to_guess_are_refused() {
        let wrong = |password: &str| {
            let mut invalid = Invalid::default();
            check(
                &mut invalid,
                password,
                "erika.mustermann@amt.example",
                "Musterstadt",
            );
            invalid.0.first().map(|error| error.key.clone())
        };
        assert_eq!(wrong("elf zeichen").as_deref(), Some("errors.password_too_short"));
        assert_eq!(
            wrong("Erika.Mustermann@amt.example").as_deref(),
            Some("errors.password_too_weak")
        );
        assert_eq!(
            wrong("erika.mustermann").as_deref(),
            Some("errors.password_too_weak")
        );
        assert_eq!(wrong("aaaaaaaaaaaa").as_deref(), Some("errors.password_too_weak"));
        assert_eq!(
            wrong(&"lang genug! ".repeat(22)).as_deref(),
            Some("errors.too_long")
        );
        assert_eq!(wrong("Zwölf Äpfel.").as_deref(), None);
    }

    #[tokio::test]
    async fn a_hash_knows_its_password_alone_and_names_its_parameters() {
        let kept = hash(&Dice::fixed(1), "ein gutes Passwort").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(
            is_right(Some(kept.clone()), "ein gutes Passwort".into())
                .await
                .unwrap()
        );
        assert!(!is_right(Some(kept), "ein gutes passwort".into()).await.unwrap());
        assert!(!is_right(None, "nobody".into()).await.unwrap());
    }
}
