import { test } from '@japa/runner'
import { entriesOf, takeEntries } from '#domain/catalogue_file'
import { readCatalogueFile, writeCatalogueFile } from '#validators/catalogue_file'

const clocks = { slug: 'clocks', name: 'Clocks' }
const watches = { slug: 'watches', name: 'Watches', parent: 'clocks' }
const year = { key: 'year', label: { en: 'Year' }, type: 'integer' }

let count = 0
const newId = () => `id-${++count}`

/** What reading a file, or taking it over into an empty house, says against it. */
async function faultOf(...categories: unknown[]): Promise<string | null> {
  return faultIn(JSON.stringify({ format: 1, categories }))
}

async function faultIn(text: string): Promise<string | null> {
  const read = await readCatalogueFile(text)
  if (!read.ok) return read.fault
  const taken = takeEntries([], read.entries, newId)
  return taken.ok ? null : taken.fault
}

test.group('A file of a catalogue', () => {
  test('that is {what} is refused')
    .with([
      { what: 'empty', text: ' ', says: 'it is empty' },
      {
        what: 'cut off',
        text: '{"format": 1,\n',
        says: 'line 2, column 1: not JSON, it ends too early',
      },
      { what: 'a list', text: '[]', says: 'must be an object' },
      {
        what: 'of another format',
        text: '{"format": 2, "categories": []}',
        says: 'format: must be 1',
      },
      { what: 'without categories', text: '{"format": 1}', says: 'categories: is missing' },
      {
        what: 'of more than it should',
        text: '{"format": 1, "categories": [], "x": 1}',
        says: 'x: is no known name',
      },
    ])
    .run(async ({ assert }, { text, says }) => {
      assert.equal(await faultIn(text), says)
    })

  test('says where it is wrong: {says}')
    .with([
      { rows: [{ name: 'A' }], says: 'categories[0].slug: is missing' },
      { rows: [clocks, { ...watches, name: 7 }], says: 'categories[1].name: must be a text' },
      { rows: [{ ...clocks, hidden: true }], says: 'categories[0].hidden: is no known name' },
      { rows: [clocks, clocks], says: 'categories[1].slug: "clocks" is there twice' },
      { rows: [watches], says: 'categories[0].parent: there is no category "clocks"' },
      {
        rows: [{ ...clocks, parent: 'watches' }, watches],
        says: 'categories[0].parent: it is under itself',
      },
      {
        rows: [{ ...clocks, fields: [{ ...year, requird: true }] }],
        says: 'categories[0].fields[0].requird: is no known name',
      },
      {
        rows: [{ ...clocks, fields: [{ ...year, limits: { min: 'x' } }] }],
        says: 'categories[0].fields[0].limits.min: must be a number',
      },
      {
        rows: [{ ...clocks, fields: [year, { ...year, key: 'b', limits: { min: 2, max: 1 } }] }],
        says: 'categories[0].fields[1].limits.max: It is below min',
      },
      {
        rows: [{ ...clocks, fields: [year, year] }],
        says: 'categories[0].fields[1].key: the key is there already, in this category or above it',
      },
      {
        rows: [
          { ...clocks, fields: [year] },
          { ...watches, fields: [year] },
        ],
        says: 'categories[1].fields[0].key: the key is there already, in this category or above it',
      },
    ] as { rows: unknown[]; says: string }[])
    .run(async ({ assert }, { rows, says }) => {
      assert.equal(await faultOf(...rows), says)
    })

  test('names what only the house has by its name', async ({ assert }) => {
    const read = await readCatalogueFile(
      JSON.stringify({ format: 1, categories: [clocks, { ...watches, fields: [year] }] })
    )
    if (!read.ok) return assert.fail(read.fault)
    const house = takeEntries([], read.entries, newId)
    if (!house.ok) return assert.fail(house.fault)
    const more = await readCatalogueFile(
      JSON.stringify({ format: 1, categories: [{ ...clocks, fields: [year] }] })
    )
    if (!more.ok) return assert.fail(more.fault)
    assert.deepEqual(takeEntries(house.catalogue, more.entries, newId), {
      ok: false,
      fault: 'watches.year: the key is there already, in this category or above it',
    })
  })

  test('is written without the usual, and read as it was', async ({ assert }) => {
    const short = {
      format: 1,
      categories: [{ ...clocks, icon: 'clock', fields: [{ ...year, required: true }] }, watches],
    }
    const text = `${JSON.stringify(short, null, 2)}\n`
    const read = await readCatalogueFile(text)
    if (!read.ok) return assert.fail(read.fault)
    assert.equal(writeCatalogueFile(read.entries), text)
    const taken = takeEntries([], read.entries, newId)
    if (!taken.ok) return assert.fail(taken.fault)
    assert.deepEqual(entriesOf(taken.catalogue), read.entries)
  })
})
