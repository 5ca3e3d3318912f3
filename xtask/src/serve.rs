pub fn serve(_: u16) -> anyhow::Result<()> { Ok(()) }
