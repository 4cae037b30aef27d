import { configApp } from '@adonisjs/eslint-config'
import { walls } from './eslint/walls.js'

export default configApp(
  { ignores: ['database/schema.ts', 'tmp/**', 'data/**'] },
  {
    name: 'Types that hold, promises that are waited for',
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  ...walls
)
