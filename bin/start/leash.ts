/**
 * Loaded into the web process and the worker by the launcher (`node --import`): when the launcher
 * is gone without having stopped them, they stop by themselves and leave the port to the next one.
 */
const GRACE_MS = 10_000

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), GRACE_MS).unref()
  process.kill(process.pid, 'SIGTERM')
})
// Listening must not keep a process alive that is done.
process.channel?.unref()
