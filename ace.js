/**
 * Runs ace commands from the sources: `npm run ace -- <command>`.
 */
import '@poppinss/ts-exec'

await import('./bin/console.js')
