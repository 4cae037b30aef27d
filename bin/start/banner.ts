import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { styleText } from 'node:util'
import type { Settings } from './settings.ts'

/** `DATA_DIR/demo.json`, which `demo:seed` leaves behind. */
interface Demo {
  logins: { role: string; email: string; password: string }[]
  endingSoon?: { id: string; title: string; endsAt: string }
}

/** What a person wants to know of a house that just opened. */
export function banner(settings: Settings, seconds: number): string {
  const { siteUrl, dataDir, logsDir } = settings
  const demo = readDemo(dataDir)
  const sections = [
    [`${styleText('bold', 'Gavel is open')} (it took ${seconds.toFixed(1)} s).`],
    [
      row('Site', siteUrl),
      row('Admin', `${siteUrl}/admin`),
      row('API', `${siteUrl}/api/v1/auctions`),
      row('API docs', `${siteUrl}/docs`),
    ],
    demo.logins.map(({ role, email, password }) => row(role, `${email}  ${password}`)),
    endingSoon(demo, siteUrl),
    [row('Data', relative('', dataDir) || '.'), row('Logs', relative('', logsDir))],
    ['Ctrl-C closes the house; the next start finds everything again.'],
  ]
  const shown = sections.filter((lines) => lines.length > 0)
  return `\n${shown.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function row(name: string, value: string): string {
  return `  ${styleText('dim', name.padEnd(10))} ${value}`
}

function endingSoon({ endingSoon: lot }: Demo, siteUrl: string): string[] {
  const seconds = lot ? Math.round((Date.parse(lot.endsAt) - Date.now()) / 1000) : 0
  if (!lot || seconds <= 0) return []
  const minutes = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return [
    row('Ends soon', `${lot.title}, in ${minutes} minutes`),
    row('', `curl -N ${siteUrl}/api/v1/auctions/${lot.id}/live`),
  ]
}

function readDemo(dataDir: string): Demo {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as Demo
  } catch {
    return { logins: [] }
  }
}
