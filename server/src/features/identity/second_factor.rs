//! The second factor: TOTP (RFC 6238) with the parameters that every authenticator knows: SHA-1, six digits, 30 seconds.
//!
//! Secrets are stored encrypted (XChaCha20-Poly1305) under a key derived from the installation's secret and bound to
//! their account, so that a stolen database alone opens nothing.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use qrcode::{QrCode, render::svg};
use shared::ids::StaffId;
use subtle::ConstantTimeEq;
use totp_rs::{Algorithm, TOTP};

use crate::{
    error::{Error, Result},
    site::Site,
};

/// Length of a secret in bytes (RFC 4226 recommends 160 bits).
const SECRET_BYTES: usize = 20;
/// Seconds of one step.
const STEP: u64 = 30;
/// Steps before and after the present one that are accepted, for clocks that differ.
const SKEW: u64 = 1;
const NONCE_BYTES: usize = 24;

/// A secret in the clear.
pub(super) struct FactorSecret(Vec<u8>);

impl FactorSecret {
    /// A new secret.
    pub(super) fn new(site: &Site) -> Self {
        Self(site.dice.bytes::<SECRET_BYTES>().to_vec())
    }

    /// Encrypted for an account: nonce, then ciphertext.
    pub(super) fn seal(&self, site: &Site, account: StaffId) -> Result<Vec<u8>> {
        let nonce: [u8; NONCE_BYTES] = site.dice.bytes();
        let payload = Payload {
            msg: &self.0,
            aad: account.0.as_bytes(),
        };
        let sealed = cipher(site).encrypt(XNonce::from_slice(&nonce), payload);
        let sealed = sealed.map_err(|_| Error::internal("a second factor could not be encrypted"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts what was sealed for an account.
    pub(super) fn open(site: &Site, account: StaffId, sealed: &[u8]) -> Result<Self> {
        let fault =
            || Error::internal("a second factor cannot be decrypted: was the installation's secret changed?");
        let (nonce, text) = sealed.split_at_checked(NONCE_BYTES).ok_or_else(fault)?;
        let payload = Payload {
            msg: text,
            aad: account.0.as_bytes(),
        };
        cipher(site)
            .decrypt(XNonce::from_slice(nonce), payload)
            .map(Self)
            .map_err(|_| fault())
    }

    /// In base 32, to be typed into an authenticator.
    pub(super) fn base32(&self) -> Result<String> {
        Ok(self.totp("", "")?.get_secret_base32())
    }

    /// The step that a code belongs to, if it is one of those around the moment; compares every candidate to its end.
    pub(super) fn step_of(&self, code: &str, unix_seconds: i64) -> Result<Option<i64>> {
        let totp = self.totp("", "")?;
        let now = u64::try_from(unix_seconds).unwrap_or(0) / STEP;
        let mut found = None;
        for step in now.saturating_sub(SKEW)..=now + SKEW {
            let is_same = bool::from(totp.generate(step * STEP).as_bytes().ct_eq(code.as_bytes()));
            if is_same {
                found = i64::try_from(step).ok();
            }
        }
        Ok(found)
    }

    /// A QR code for authenticators, as SVG without style or script.
    pub(super) fn qr(&self, municipality: &str, email: &str) -> Result<String> {
        let url = self.totp(municipality, email)?.get_url();
        let code = QrCode::new(url)
            .map_err(|error| Error::internal(format!("no QR code could be made: {error}")))?;
        let svg = code.render::<svg::Color<'_>>().min_dimensions(240, 240).build();
        // Within a page the declaration of XML would be text.
        Ok(svg
            .find("<svg")
            .and_then(|start| svg.get(start..))
            .unwrap_or_default()
            .to_owned())
    }

    fn totp(&self, municipality: &str, email: &str) -> Result<TOTP> {
        let issuer = format!("Teilhabe {municipality}")
            .replace(':', " ")
            .trim()
            .to_owned();
        TOTP::new(
            Algorithm::SHA1,
            6,
            0,
            STEP,
            self.0.clone(),
            Some(issuer),
            email.replace(':', " "),
        )
        .map_err(|error| Error::internal(format!("a second factor cannot be used: {error}")))
    }
}

fn cipher(site: &Site) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&site.secret.encryption_key("second factor").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238's appendix B, whose values end in these six digits.
    fn rfc() -> FactorSecret {
        FactorSecret(b"12345678901234567890".to_vec())
    }

    #[test]
    fn the_values_of_the_rfc_are_accepted_one_step_around_their_time() {
        for (at, code) in [
            (1_234_567_890, "005924"),
            (1_111_111_109, "081804"),
            (20_000_000_000, "353130"),
        ] {
            let step = at / 30;
            for (moment, expected) in [
                (at - 30, Some(step)),
                (at, Some(step)),
                (at + 30, Some(step)),
                (at + 60, None),
                (at - 60, None),
            ] {
                assert_eq!(
                    rfc().step_of(code, moment).unwrap(),
                    expected,
                    "{code} at {moment}"
                );
            }
        }
        assert_eq!(rfc().step_of("28708", 59).unwrap(), None);
        assert_eq!(rfc().step_of("", 59).unwrap(), None);
    }

    #[test]
    fn the_qr_code_is_a_picture_without_style_or_script() {
        let svg = rfc().qr("Musterstadt: Amt", "a:b@amt.example").unwrap();
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"), "{svg}");
        assert!(!svg.contains("style=") && !svg.contains("script"));
    }
}
