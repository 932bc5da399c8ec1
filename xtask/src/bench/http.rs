//! One request over a plain socket: enough to wait for a server, to fetch the body that is measured, to sign in.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// What a server answered.
pub struct Answer {
    /// Such as 200.
    pub status: u16,
    headers: Vec<(String, String)>,
    /// As sent, possibly compressed.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value; `name` in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body without brotli.
    pub fn plain(&self) -> Result<Vec<u8>> {
        if self.header("content-encoding") != Some("br") {
            return Ok(self.body.clone());
        }
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut self.body.as_slice(), &mut plain)?;
        Ok(plain)
    }
}

/// Fetches a path, asking for brotli.
pub fn get(address: SocketAddr, path: &str) -> Result<Answer> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n"
    )?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    read(&bytes).with_context(|| format!("GET {path}"))
}

/// Sends JSON to a path, as a page of the site itself would.
pub fn post(address: SocketAddr, path: &str, body: &str) -> Result<Answer> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    read(&bytes).with_context(|| format!("POST {path}"))
}

/// Waits until a path answers 200.
pub fn wait(address: SocketAddr, path: &str, limit: Duration) -> Result<()> {
    let start = Instant::now();
    loop {
        if get(address, path).is_ok_and(|answer| answer.status == 200) {
            return Ok(());
        }
        if start.elapsed() > limit {
            bail!(
                "http://{address}{path} did not answer within {} s",
                limit.as_secs()
            );
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn read(bytes: &[u8]) -> Result<Answer> {
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .context("no end of the headers")?;
    let (head, body) = bytes.split_at(end);
    let mut body = body.get(4..).unwrap_or_default().to_vec();
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1))
        .context("no status")?
        .parse()?;
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .collect();
    if headers
        .iter()
        .any(|(name, value)| name == "transfer-encoding" && value.contains("chunked"))
    {
        body = join_chunks(&body)?;
    }
    Ok(Answer {
        status,
        headers,
        body,
    })
}

fn join_chunks(mut rest: &[u8]) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest
            .windows(2)
            .position(|two| two == b"\r\n")
            .context("a chunk without a length")?;
        let (length, after) = rest.split_at(end);
        let length = std::str::from_utf8(length)?.split(';').next().unwrap_or_default();
        let length = usize::from_str_radix(length.trim(), 16)?;
        if length == 0 {
            return Ok(body);
        }
        body.extend_from_slice(after.get(2..2 + length).context("a chunk that ends early")?);
        rest = after.get(2 + length + 2..).context("a chunk that ends early")?;
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_plain_and_a_chunked_answer_are_read() {
        let plain = read(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nhello").unwrap();
        assert_eq!((plain.status, plain.body.as_slice()), (200, b"hello".as_slice()));
        assert_eq!(plain.header("content-type"), Some("text/html"));
        let chunked = read(
            b"HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n",
        );
        let chunked = chunked.unwrap();
        assert_eq!(
            (chunked.status, chunked.body.as_slice()),
            (404, b"hello".as_slice())
        );
    }
}
