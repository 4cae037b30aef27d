import { defineConfig } from '@adonisjs/transmit'

/** Hints between processes go over the house's own bus (app/live), so Transmit needs no transport. */
export default defineConfig({ pingInterval: '15s', transport: null })
