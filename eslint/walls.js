/**
 * Who may import whom, held by lint rules that say why. A room may import itself and what stands in `may`;
 * `packages` are the only packages it may import, `never` those it may not. Rooms that are not
 * listed here (start, providers, config, tests, bench) wire the others together, and may import all.
 */
const HTTP = ['@adonisjs/core/http', '@adonisjs/core/types/http', '@vinejs/vine', 'edge.js']
const FRAMEWORK = ['@adonisjs', '@vinejs', 'edge.js', 'luxon']

const ROOMS = [
  {
    room: 'domain',
    may: [],
    packages: ['node:crypto', 'node:util'],
    why: 'domain is pure: it holds the rules, and knows no framework, no database and no clock.',
  },
  {
    room: 'models',
    may: ['domain', 'database/schema', 'config'],
    never: HTTP,
    why: 'models know the rules and the generated schema; what is done with them is for actions.',
  },
  {
    room: 'bidding',
    may: ['domain', 'database'],
    never: FRAMEWORK,
    why: 'bidding is the hot path: the rules and the database, no model, no framework.',
  },
  {
    room: 'books',
    may: ['domain', 'bidding', 'database'],
    never: FRAMEWORK,
    why: 'books prove what bidding wrote, by the rules: they trust nothing else.',
  },
  {
    room: 'live',
    may: ['domain', 'database'],
    never: HTTP,
    why: 'live shows what the event log holds. Who committed it tells live nothing but where to look.',
  },
  {
    room: 'identity',
    may: ['domain', 'database'],
    never: HTTP,
    why: 'identity answers who a token belongs to; HTTP stays in middleware.',
  },
  {
    room: 'queries',
    may: ['domain', 'bidding', 'live', 'models', 'database', 'config'],
    never: HTTP,
    why: 'queries read and give data back; they neither change anything nor know who asks.',
  },
  {
    room: 'actions',
    may: ['domain', 'bidding', 'books', 'models', 'database', 'config'],
    never: HTTP,
    why: 'an action is called by controllers, commands and listeners alike: HTTP and its shapes stay outside.',
  },
  {
    room: 'validators',
    may: ['domain'],
    why: 'a validator judges the shape of what came in, and the rules judge the rest.',
  },
  {
    room: 'transformers',
    may: ['domain', 'models', 'queries', 'live'],
    never: HTTP,
    why: 'a transformer shapes data that it is given; it fetches none.',
  },
  {
    room: 'exceptions',
    may: ['domain', 'database', 'middleware/page_headers_middleware'],
    why: 'exceptions turn what was thrown into an answer; they take part in nothing else.',
  },
  {
    room: 'openapi',
    may: ['domain', 'validators', 'exceptions'],
    never: HTTP.filter((name) => name !== '@vinejs/vine'),
    why: 'the document is made from validators and problems, and does nothing itself.',
  },
  {
    room: 'middleware',
    may: ['domain', 'identity', 'models', 'queries', 'exceptions', 'openapi', 'config'],
    why: 'middleware decides who may come in; what they do then is for controllers.',
  },
  {
    room: 'demo',
    may: ['domain', 'bidding', 'models', 'actions', 'queries', 'database', 'config'],
    never: HTTP,
    why: 'the demo uses the house as anybody does, through actions and desks.',
  },
  {
    room: 'database',
    folder: 'database',
    may: ['domain'],
    why: 'the database room keeps what the rules know, and nothing of what is done with it.',
  },
]

/** Doors: they may import every room, but not each other. */
const DOORS = [
  {
    folder: 'app/controllers',
    forbidden: '^#(commands|listeners|jobs|demo|start|providers)/|^#controllers/.*_controller$',
    why: 'controllers never call each other or another door: put what they share in an action or a query.',
  },
  {
    folder: 'commands',
    forbidden: '^#(controllers|middleware|transformers|listeners|jobs)/|^#commands/(?!_)',
    why: 'a command is thin, calls an action or a desk, and never another door.',
  },
]

/** Why time and chance are handed to the rules, with what would let them in by themselves. */
const CLOCKS = {
  'no-restricted-globals': [
    'error',
    ...['process', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'fetch'].map(
      (name) => ({ name, message: 'domain is pure: it is given all that it needs.' })
    ),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'domain reads no clock: `now` is an argument.' },
    { object: 'Math', property: 'random', message: 'domain leaves nothing to chance.' },
  ],
}

const NO_NEW_DATE = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: 'domain reads no clock: `now` is an argument.',
}

/** What the walls cannot see they cannot hold. */
const NO_HIDDEN_IMPORT = {
  selector: 'ImportExpression',
  message: 'Import at the top of the file, where the walls between the rooms can see it.',
}

const CLIMB = {
  regex: '^\\.\\./',
  message: 'Import another room by its alias (#domain/…), so that one sees which it is.',
}

function wallOf({ room, folder = `app/${room}`, may, packages, never = [], why }) {
  const message = `${why} Who may import whom: eslint/walls.js.`
  const patterns = [{ regex: `^#(?!(${[room, ...may].join('|')})(/|$))`, message }]
  patterns.push(folder.startsWith('app/') ? CLIMB : { regex: '^(\\.\\./)+(app|start)/', message })
  if (packages) patterns.push({ regex: `^(?![#.]|(${packages.join('|')})$)`, message })
  if (never.length > 0) patterns.push({ regex: `^(${never.join('|')})(/|$)`, message })
  return walled(folder, patterns, room === 'domain' ? [NO_NEW_DATE] : [])
}

function doorOf({ folder, forbidden, why }) {
  const message = `${why} Who may import whom: eslint/walls.js.`
  return walled(folder, [{ regex: forbidden, message }, CLIMB], [])
}

function walled(folder, patterns, syntax) {
  const isApp = folder.startsWith('app/')
  return {
    name: `Walls of ${folder}`,
    files: [`${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': ['error', { patterns }],
      'no-restricted-syntax': ['error', ...(isApp ? [NO_HIDDEN_IMPORT] : []), ...syntax],
    },
  }
}

export const walls = [
  ...ROOMS.map(wallOf),
  ...DOORS.map(doorOf),
  { name: 'No clock in domain', files: ['app/domain/**/*.ts'], rules: CLOCKS },
]
