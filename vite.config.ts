import adonisjs from '@adonisjs/vite/client'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    adonisjs({
      entryPoints: ['resources/css/panel.css', 'resources/js/panel.js', 'resources/js/docs.js'],
      reload: ['resources/views/**/*.edge'],
    }),
  ],
  // The reference at /docs is large; nobody else loads it.
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 2_000 },
})
