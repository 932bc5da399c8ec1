//! Mail over SMTP, sent by jobs alone: nothing that a person waits for depends on it.

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

use crate::error::{Error, Result};

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// Whether this is the URL of a mail server.
pub fn is_server(url: &str) -> bool {
    Transport::from_url(url).is_ok()
}

/// The sender that mails name, if this is an address, with or without a name.
pub fn sender(text: &str) -> Option<Mailbox> {
    text.parse().ok()
}

/// A mail server and a sender.
#[derive(Clone, Debug)]
pub struct Mailer {
    transport: Transport,
    from: Mailbox,
}

/// A plain-text mail.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Mail {
    /// The recipient's address.
    pub to: String,
    /// The sender's name as shown.
    pub from_name: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

impl Mailer {
    /// A mailer for `smtp://…` or `smtps://…`.
    ///
    /// # Errors
    /// When URL or sender cannot be understood.
    pub fn new(url: &str, from: &str) -> Result<Self> {
        let transport = Transport::from_url(url)
            .map_err(|e| Error::internal(format!("smtp_url cannot be understood: {e}")))?
            .build();
        let from = sender(from).ok_or_else(|| Error::internal("mail_from cannot be understood"))?;
        Ok(Self { transport, from })
    }

    /// Says hello to the mail server without sending anything.
    ///
    /// # Errors
    /// When it does not answer, refuses the account, or takes longer than ten seconds.
    pub async fn reach(&self) -> Result<()> {
        let hello = tokio::time::timeout(
            std::time::Duration::from_secs(10),
            self.transport.test_connection(),
        )
        .await;
        match hello {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(Error::internal("the mail server does not keep the connection")),
            Ok(Err(error)) => Err(Error::internal(format!(
                "the mail server cannot be reached: {error}"
            ))),
            Err(_) => Err(Error::internal(
                "the mail server does not answer within ten seconds",
            )),
        }
    }

    /// Sends a mail; returns when the server has taken it.
    ///
    /// # Errors
    /// When the address is impossible or the server does not take it.
    pub async fn send(&self, mail: &Mail) -> Result<()> {
        let message = Message::builder()
            .from(Mailbox::new(
                Some(mail.from_name.clone()),
                self.from.email.clone(),
            ))
            .to(mail
                .to
                .parse()
                .map_err(|e| Error::internal(format!("an address that mail cannot use: {e}")))?)
            .subject(mail.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text.clone())
            .map_err(|e| Error::internal(format!("mail could not be built: {e}")))?;
        self.transport
            .send(message)
            .await
            .map_err(|e| Error::internal(refusal(&e)))?;
        Ok(())
    }
}

/// What went wrong, without the server's own words: they often repeat the recipient's address, which belongs neither
/// into the log nor into the table of jobs.
fn refusal(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server refused with {code}; its log says why"),
        None => format!("the mail could not be handed over: {error}"),
    }
}
