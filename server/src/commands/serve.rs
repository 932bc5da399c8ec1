//! `teilhabe serve`

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, time::Duration};

use server::{
    doctor,
    features::organisations,
    http::{self, observe},
    jobs,
};

use super::{Outcome, begin};

/// How long requests under way may take after the signal to stop.
const DRAIN: Duration = Duration::from_secs(30);

/// Serve the site.
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// Leave jobs to `teilhabe worker`.
    #[arg(long)]
    no_worker: bool,
}

/// Serves until SIGTERM or Ctrl-C, then finishes the requests and the job under way.
pub async fn run(config: Option<PathBuf>, command: Serve) -> Outcome {
    let site = begin(config).await?;
    if let Some(reason) = doctor::refuses_to_listen(&site) {
        return Err(reason.into());
    }
    if site.municipalities().is_empty() {
        tracing::warn!(
            "there is no municipality yet: every request is answered with 404 until `teilhabe municipality add`"
        );
    }
    for municipality in site.municipalities().iter() {
        for finding in organisations::examine_look(&municipality.colours) {
            if finding.refuses() {
                tracing::error!(municipality = municipality.slug, %finding, "these colours are not used: they could not be read");
            } else {
                tracing::warn!(municipality = municipality.slug, %finding, "these colours are not read by everybody");
            }
        }
    }
    let listener = tokio::net::TcpListener::bind(site.config.listen)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}", site.config.listen))?;
    let address = listener.local_addr()?;
    let (stop, stopped) = tokio::sync::watch::channel(false);

    let worker = (!command.no_worker).then(|| tokio::spawn(jobs::work(site.clone(), stopped.clone())));
    let figures = match site.config.metrics_listen {
        None => None,
        Some(address) => {
            let listener = tokio::net::TcpListener::bind(address)
                .await
                .map_err(|error| format!("cannot listen on {address}: {error}"))?;
            let figures = observe::router(site.clone());
            let stopped = stopped.clone();
            Some(tokio::spawn(async move {
                axum::serve(listener, figures)
                    .with_graceful_shutdown(until(stopped))
                    .await
            }))
        }
    };
    let service = http::router(&site).into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move {
        axum::serve(listener, service)
            .with_graceful_shutdown(until(stopped))
            .await
    });
    tracing::info!(%address, demo = site.demo, "serving");

    stop_signal().await;
    tracing::info!("stopping: requests under way are finished");
    stop.send_replace(true);
    match tokio::time::timeout(DRAIN, server).await {
        Ok(ended) => ended??,
        Err(_) => tracing::warn!(
            seconds = DRAIN.as_secs(),
            "requests were still under way and are cut off"
        ),
    }
    if let Some(worker) = worker {
        worker.await?;
    }
    if let Some(figures) = figures {
        figures.abort();
    }
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn until(mut stopped: tokio::sync::watch::Receiver<bool>) {
    // An error means that the sender is gone, which is a stop as well.
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// Waits for SIGTERM or Ctrl-C.
pub async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = interrupt => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "SIGTERM cannot be heard");
                let _ = interrupt.await;
            }
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}
