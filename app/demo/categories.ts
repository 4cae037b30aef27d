import type { CategoryEntry } from '#domain/catalogue_file'
import { wholeDefinition, type FieldDefinition, type FieldType } from '#domain/category_fields'

/** The categories of the demo house, as catalogue:import takes them over. */

const field = (
  key: string,
  label: { en: string; de: string },
  type: FieldType,
  more: Partial<FieldDefinition> = {}
) => wholeDefinition({ key, label, type, ...more })

const choices = (...labels: [en: string, de: string][]) =>
  labels.map(([en, de]) => ({
    key: en.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    label: { en, de },
  }))

const category = (
  slug: string,
  name: string,
  icon: string,
  parent: string | null,
  fields: FieldDefinition[] = []
): CategoryEntry => ({ slug, name, icon, parent, archived: false, fields })

const FILTER = { filterable: true }
const SHOWN = { filterable: true, showInList: true }

const year = field('year', { en: 'Year', de: 'Jahr' }, 'integer', {
  ...SHOWN,
  limits: { min: 0, max: 2100 },
})
const pieces = field('pieces', { en: 'Pieces', de: 'Stücke' }, 'integer', {
  ...SHOWN,
  limits: { min: 1, max: 1_000_000 },
})
const size = (key: string, en: string, de: string, unit: string) =>
  field(key, { en, de }, 'decimal', { ...FILTER, unit, limits: { min: 0, decimals: 1 } })
const width = size('width', 'Width', 'Breite', 'cm')
const height = size('height', 'Height', 'Höhe', 'cm')
const weight = (unit: string) => size('weight', 'Weight', 'Gewicht', unit)

export const DEMO_CATEGORIES: CategoryEntry[] = [
  category('art-and-antiques', 'Art & antiques', 'palette', null, [year]),
  category('pictures', 'Pictures', 'image', 'art-and-antiques', [
    field('technique', { en: 'Technique', de: 'Technik' }, 'choice', {
      ...SHOWN,
      choices: choices(
        ['Oil', 'Öl'],
        ['Watercolour', 'Aquarell'],
        ['Pastel', 'Pastell'],
        ['Print', 'Druck']
      ),
    }),
    field('artist', { en: 'Artist', de: 'Künstler' }, 'text', { showInList: true }),
    width,
    height,
  ]),
  category('furniture', 'Furniture', 'armchair', 'art-and-antiques', [
    field('woods', { en: 'Woods', de: 'Hölzer' }, 'choices', {
      ...FILTER,
      choices: choices(
        ['Walnut', 'Nuss'],
        ['Oak', 'Eiche'],
        ['Beech', 'Buche'],
        ['Other', 'Andere']
      ),
    }),
    width,
    height,
  ]),
  category('jewellery-and-silver', 'Jewellery & silver', 'gem', 'art-and-antiques', [
    field('metals', { en: 'Metals', de: 'Metalle' }, 'choices', {
      ...SHOWN,
      choices: choices(['Gold', 'Gold'], ['Silver', 'Silber'], ['Platinum', 'Platin']),
    }),
    weight('g'),
    field('hallmarked', { en: 'Hallmarked', de: 'Punziert' }, 'boolean', FILTER),
  ]),
  category('design', 'Design', 'lamp', 'art-and-antiques', [
    field('designer', { en: 'Designer', de: 'Entwurf' }, 'text', { showInList: true }),
    field('labelled', { en: 'With its label', de: 'Mit Etikett' }, 'boolean', FILTER),
  ]),

  category('collecting', 'Collecting', 'library', null),
  category('books', 'Books & paper', 'book-open', 'collecting', [
    year,
    field('language', { en: 'Language', de: 'Sprache' }, 'choice', {
      ...FILTER,
      choices: choices(
        ['German', 'Deutsch'],
        ['English', 'Englisch'],
        ['French', 'Französisch'],
        ['Other', 'Andere']
      ),
    }),
    field('firstEdition', { en: 'First edition', de: 'Erstausgabe' }, 'boolean', FILTER),
  ]),
  category('stamps-and-coins', 'Stamps & coins', 'coins', 'collecting', [
    year,
    pieces,
    field('country', { en: 'Country', de: 'Land' }, 'text'),
  ]),
  category('toys', 'Toys', 'toy-brick', 'collecting', [
    year,
    field('boxed', { en: 'In its box', de: 'Mit Schachtel' }, 'boolean', SHOWN),
  ]),
  category('cameras', 'Cameras & optics', 'camera', 'collecting', [
    year,
    field('format', { en: 'Format', de: 'Format' }, 'choice', {
      ...FILTER,
      choices: choices(
        ['35 mm', 'Kleinbild'],
        ['Medium', 'Mittelformat'],
        ['Large', 'Großformat'],
        ['Other', 'Andere']
      ),
    }),
    field('testedOn', { en: 'Tested on', de: 'Geprüft am' }, 'date'),
  ]),
  category('natural-history', 'Natural history', 'leaf', 'collecting', [
    weight('kg'),
    field('foundAt', { en: 'Found at', de: 'Fundort' }, 'text', { showInList: true }),
  ]),
  category('mixed-lots', 'Mixed lots', 'boxes', 'collecting', [pieces]),

  category('watches-and-clocks', 'Watches & clocks', 'watch', null, [
    year,
    field('movement', { en: 'Movement', de: 'Werk' }, 'choice', {
      ...SHOWN,
      choices: choices(
        ['Hand-wound', 'Handaufzug'],
        ['Automatic', 'Automatik'],
        ['Quartz', 'Quarz']
      ),
    }),
    size('diameter', 'Diameter', 'Durchmesser', 'mm'),
    field('servicedOn', { en: 'Serviced on', de: 'Revision am' }, 'date', FILTER),
  ]),

  category('vehicles', 'Vehicles & boats', 'car', null, [year]),
  category('cars', 'Cars', 'car-front', 'vehicles', [
    field('mileage', { en: 'Mileage', de: 'Kilometerstand' }, 'integer', {
      ...SHOWN,
      unit: 'km',
      limits: { min: 0, max: 5_000_000 },
    }),
    field('inspectedUntil', { en: 'Inspected until', de: 'TÜV bis' }, 'date', FILTER),
  ]),
  category('bicycles', 'Bicycles', 'bike', 'vehicles', [
    size('frame', 'Frame', 'Rahmen', 'cm'),
    field('gears', { en: 'Gears', de: 'Gänge' }, 'integer', {
      ...FILTER,
      limits: { min: 1, max: 40 },
    }),
  ]),
  category('boats', 'Boats & chandlery', 'sailboat', 'vehicles', [
    size('length', 'Length', 'Länge', 'm'),
    field('berth', { en: 'Berth', de: 'Liegeplatz' }, 'text'),
  ]),

  category('music', 'Musical instruments', 'music', null, [
    year,
    field('family', { en: 'Family', de: 'Gattung' }, 'choice', {
      ...SHOWN,
      choices: choices(
        ['Strings', 'Saiten'],
        ['Wind', 'Bläser'],
        ['Keys', 'Tasten'],
        ['Other', 'Andere']
      ),
    }),
    field('maker', { en: 'Maker', de: 'Hersteller' }, 'text', { showInList: true }),
  ]),

  category('wine-and-spirits', 'Wine & spirits', 'wine', null, [
    field('vintage', { en: 'Vintage', de: 'Jahrgang' }, 'integer', {
      ...SHOWN,
      limits: { min: 1700, max: 2100 },
    }),
    field('bottles', { en: 'Bottles', de: 'Flaschen' }, 'integer', {
      ...SHOWN,
      required: true,
      limits: { min: 1, max: 10_000 },
    }),
    field('cellar', { en: 'How it was kept', de: 'Lagerung' }, 'long_text', {
      limits: { maxLength: 2_000 },
    }),
  ]),

  category('home-and-workshop', 'Home & workshop', 'house', null),
  category('kitchen', 'Kitchen & household', 'cooking-pot', 'home-and-workshop', [
    field('brand', { en: 'Brand', de: 'Marke' }, 'text', { showInList: true }),
    field('manual', { en: 'Manual', de: 'Anleitung' }, 'url'),
  ]),
  category('tools', 'Tools & machines', 'hammer', 'home-and-workshop', [
    weight('kg'),
    field('power', { en: 'Power', de: 'Antrieb' }, 'choice', {
      ...FILTER,
      choices: choices(['By hand', 'Von Hand'], ['230 V', '230 V'], ['400 V', '400 V']),
    }),
  ]),
  category('surplus', 'Public surplus', 'landmark', 'home-and-workshop', [
    pieces,
    field('collectBy', { en: 'To be collected by', de: 'Abzuholen bis' }, 'date', {
      required: true,
    }),
  ]),

  category('experiences', 'Experiences', 'ticket', null, [
    field('persons', { en: 'Persons', de: 'Personen' }, 'integer', {
      ...SHOWN,
      limits: { min: 1, max: 1_000 },
    }),
    field('validUntil', { en: 'Valid until', de: 'Gültig bis' }, 'date', {
      ...FILTER,
      required: true,
    }),
    field('website', { en: 'Website', de: 'Website' }, 'url'),
  ]),
]
