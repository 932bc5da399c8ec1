//! The teilhabe binary.

use std::net::SocketAddr;

use server::{
    clock::{Clock, Dice},
    config::Config,
    http,
    site::Site,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().nth(1).as_deref() == Some(server::pdf::COMMAND) {
        return Ok(server::pdf::child()?);
    }
    tracing_subscriber::fmt().init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let _ = any_spawner::Executor::init_tokio();
        let site = Site::open(Config::load(None)?, Clock::System, Dice::system()).await?;
        let listener = tokio::net::TcpListener::bind(site.config.listen).await?;
        println!("http://{}", site.config.listen);
        axum::serve(
            listener,
            http::router(&site).into_make_service_with_connect_info::<SocketAddr>(),
        )
        .await?;
        Ok(())
    })
}
