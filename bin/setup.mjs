/**
 * Makes this checkout ready to run. npm calls it before `start`, `test`, `ace` and `bench`.
 * Plain JavaScript for Node 20 and up, with no dependency: nothing is installed yet when it runs.
 *
 *   node bin/setup.mjs          installs what package-lock.json asks for, when it is not there yet
 *   node bin/setup.mjs --test   also what the test suites need beyond npm, where CI=true
 *
 * It says nothing when there is nothing to do, and what it says goes to stderr, so that the output
 * of a command stays clean. Exit code 1 on failure.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NODE_MAJOR = 24
const BUNDLED_NODE = join(ROOT, 'node_modules', '.bin', 'node')
const BRINGS_NODE = ['linux-x64', 'linux-arm64'].includes(`${process.platform}-${process.arch}`)

/** Debian packages of the tools that some suites need, by the program they bring. */
const TEST_TOOLS = { 'redis-server': 'redis-server', 'nginx': 'nginx', 'chromium': 'chromium' }

class SetupError extends Error {}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2], ...options }).status === 0
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * Whether node_modules holds what the lock asks for. npm leaves its own lock of what it installed
 * behind as its last act, so contents are compared and no clock is trusted.
 */
function isInstalled() {
  const installed = readPackages('node_modules/.package-lock.json')
  if (!installed) return false

  return Object.entries(readPackages('package-lock.json') ?? {}).every(([path, wanted]) => {
    const found = installed[path]
    if (path === '') return true
    if (!found) return wanted.optional === true
    return found.version === wanted.version && found.integrity === wanted.integrity
  })
}

/** Runs `npm ci` with the npm and the Node that called us: ours is deleted while it runs. */
function install() {
  const flags = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const { npm_execpath: npmCli, npm_node_execpath: npmNode = process.execPath } = process.env
  const [command, ...first] = npmCli?.endsWith('.js') ? [npmNode, npmCli] : ['npm']

  say('Installing the dependencies (npm ci) ...')
  if (!run(command, [...first, ...flags, '--prefer-offline', '--loglevel=error'])) {
    throw new SetupError('npm could not install the dependencies; what it said stands above.')
  }
}

/** The bundled Node needs glibc; where it cannot run (Alpine), the system's Node takes its place. */
function dropUnusableNode() {
  if (!existsSync(BUNDLED_NODE)) return
  const { status } = spawnSync(BUNDLED_NODE, ['--version'])
  if (status !== 0) rmSync(BUNDLED_NODE)
}

/** The Node that npm scripts get: the bundled one, or the first one on PATH. */
function assertNode() {
  if (existsSync(BUNDLED_NODE)) return
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR) return
  throw new SetupError(
    `Gavel needs Node ${NODE_MAJOR} or newer and this is ${process.version} on ${process.platform}-${process.arch}: ` +
      `install it from https://nodejs.org/ (or with: nvm install ${NODE_MAJOR}) and run the command again.`
  )
}

function isOnPath(program) {
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/sbin', '/usr/local/sbin')
  return folders.some((folder) => existsSync(join(folder, program)))
}

/** Installs the missing test tools with apt, and stops the services that Debian starts by that. */
function installTestTools() {
  const missing = Object.keys(TEST_TOOLS).filter((program) => !isOnPath(program))
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) {
    return say(`Cannot install ${missing.join(', ')} here: that takes root and apt-get.`)
  }

  say(`Installing ${missing.join(', ')} ...`)
  const packages = missing.map((program) => TEST_TOOLS[program])
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, stdio: ['ignore', 'ignore', 2] }
  const installed =
    run('apt-get', ['-qq', 'update'], options) &&
    run('apt-get', ['-qq', 'install', '--yes', '--no-install-recommends', ...packages], options)
  if (!installed) throw new SetupError(`apt-get could not install ${packages.join(', ')}.`)

  for (const service of ['redis-server', 'nginx'].filter((name) => missing.includes(name))) {
    run('service', [service, 'stop'], { stdio: 'ignore' })
  }
}

function setup(flags) {
  if (!BRINGS_NODE) assertNode()
  if (!isInstalled()) {
    install()
    dropUnusableNode()
  }
  assertNode()
  if (flags.has('--test') && process.env.CI === 'true') installTestTools()
}

try {
  setup(new Set(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exitCode = 1
}
