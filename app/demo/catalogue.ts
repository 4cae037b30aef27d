/**
 * The lots of the demo house: kinds with ten things each, what they start at in cents, and the
 * category they are in, by its slug.
 */
export type DemoKind = {
  category: string
  seller: number
  startPrice: number
  about: string
  things: string[]
}

const kind = (
  category: string,
  seller: number,
  startPrice: number,
  about: string,
  things: string
): DemoKind => ({
  category,
  seller,
  startPrice,
  about,
  things: things.split('; '),
})

export const DEMO_KINDS: DemoKind[] = [
  kind(
    'watches-and-clocks',
    0,
    45_000,
    'Runs; serviced by our own watchmaker, with a year of guarantee.',
    'Omega Seamaster of 1968; Longines Conquest in steel; Hand-wound Tissot with date; Pocket watch by Zenith; Junghans Max Bill, first series; Seiko diver of 1975; Russian Poljot chronograph; Art Deco wristwatch in gold; Swiss railway wall clock; Ship chronometer in its box'
  ),
  kind(
    'cars',
    0,
    120_000,
    'Papers complete, inspected for two years.',
    'Volkswagen Beetle of 1971; Citroën 2CV Charleston; Mercedes 190 E, one owner; Fiat 500 in pale blue; Land Rover Series III; Volvo 240 estate; Saab 900 Turbo; Mini Cooper of 1994; Renault 4 with roof rack; Peugeot 404 saloon'
  ),
  kind(
    'pictures',
    1,
    30_000,
    'Signed, framed, from a private house.',
    'Harbour at dusk, oil on canvas; Still life with quinces; Portrait of a notary; Winter on the canal; Study of two herons; Woodcut of a market; Abstract in red and ochre; Watercolour of the Dolomites; Etching of a cathedral; Pastel of a dancer'
  ),
  kind(
    'furniture',
    1,
    15_000,
    'Solid, with the marks of a hundred years; to be collected.',
    'Walnut chest of drawers; Thonet chair No. 14; Writing desk with secret drawer; Oak refectory table; Pair of brass bed lamps; Biedermeier sofa; Grandfather clock; Mirror in a gilt frame; Farmhouse cupboard; Rocking chair in beech'
  ),
  kind(
    'books',
    2,
    4_000,
    'Complete and clean; condition as described on request.',
    'First edition of a travel diary; Atlas of the world, 1892; Complete works of Goethe; Children’s book with pop-ups; Cookbook from a monastery; Herbarium with 200 plants; Bound volumes of a newspaper; Sheet music, signed; Photograph album of a voyage; Bible with clasps'
  ),
  kind(
    'wine-and-spirits',
    2,
    6_000,
    'From a cool cellar, levels as they should be.',
    'Twelve bottles of Barolo 2010; Magnum of Champagne; Six bottles of Rioja Reserva; Port of 1977; Case of Riesling Auslese; Sauternes, half bottles; Vertical of six Burgundies; Single malt of 25 years; Cognac in a decanter; Madeira of 1954'
  ),
  kind(
    'cameras',
    3,
    9_000,
    'Tested with film; shutter times right.',
    'Leica M3 with 50 mm lens; Hasselblad 500 C/M; Rolleiflex 2.8 F; Nikon F2 in black; Polaroid SX-70; Zeiss field glasses; Box camera, boxed; Super 8 projector; Enlarger with lenses; Plate camera in mahogany'
  ),
  kind(
    'music',
    3,
    22_000,
    'Played until last year; sets up well.',
    'Cello of about 1890; Gibson acoustic guitar; Silver flute; Upright piano in walnut; Accordion with 96 basses; Violin with two bows; Hammond organ; Alto saxophone; Set of bagpipes; Concert zither'
  ),
  kind(
    'experiences',
    4,
    2_500,
    'For the benefit of the children’s hospice.',
    'Dinner for six at a star’s table; Signed football shirt; Weekend in a lighthouse; Flight in a hot-air balloon; Day with a beekeeper; Guitar lesson with a pop star; Painting by a class of six-year-olds; Walk-on part at the opera; Cask of beer, brewed with you; Night in the museum'
  ),
  kind(
    'surplus',
    4,
    3_500,
    'City surplus: as seen, to be collected within a week.',
    'Street sweeper of 2009; Twelve office chairs; Snow plough blade; Parking meters, set of five; School lockers, row of ten; Police bicycle; Lawn mower, ride-on; Park benches, four; Fire hose, 100 metres; Traffic lights, working'
  ),
  kind(
    'bicycles',
    5,
    8_000,
    'Overhauled, ready to ride.',
    'Steel racing bicycle by Colnago; Dutch cargo bike; Tandem of 1958; Unicycle with spare tyre; Brompton in racing green; Mountain bike, first generation; Penny-farthing, replica; Child’s tricycle; Randonneur with lamps; Bakery delivery bike'
  ),
  kind(
    'stamps-and-coins',
    5,
    1_500,
    'From a collection of forty years.',
    'Penny stamps, one sheet; Roman denarius; Album of airmail; Gold ducat; Banknotes of the inflation; Medals of a regatta; Postcards of Vienna, 300; Misprinted stamp; Coins of Saxony; Telephone cards, complete'
  ),
  kind(
    'toys',
    6,
    3_000,
    'Complete with box, unless we say otherwise.',
    'Steam engine by Märklin; Tin toy carousel; Doll’s house with lamps; Teddy bear by Steiff; Train set, gauge 0; Rocking horse; Chess set in ebony; Meccano No. 9; Model of a clipper; Puppet theatre'
  ),
  kind(
    'jewellery-and-silver',
    6,
    18_000,
    'Hallmarked; weights on request.',
    'Set of silver cutlery for twelve; Art Nouveau brooch; String of pearls; Sapphire ring; Tea service in silver; Cufflinks with onyx; Bracelet of the fifties; Candlesticks, a pair; Snuff box; Pendant with opal'
  ),
  kind(
    'kitchen',
    7,
    2_000,
    'Unused, in the maker’s box.',
    'Espresso machine with lever; Copper pans, set of seven; Japanese kitchen knife; Pasta machine; Bread oven for the garden; Enamel bath; Porcelain for twelve; Cast-iron stove; Fondue set of the seventies; Scales with weights'
  ),
  kind(
    'design',
    7,
    5_000,
    'By named makers, with their labels.',
    'Lamp by Poul Henningsen; Eames lounge chair; Shelf by Dieter Rams; Glass vase from Murano; Wall unit in teak; Tea trolley by Aalto; Rug from Tabriz; Coffee table by Noguchi; Radio in Bakelite; Stool by Max Bill'
  ),
  kind(
    'tools',
    8,
    7_500,
    'From a workshop that closes.',
    'Lathe with tooling; Anvil of 150 kg; Letterpress with type; Potter’s wheel; Loom of four shafts; Band saw; Bookbinder’s press; Set of chisels; Welding set; Drawing table'
  ),
  kind(
    'boats',
    8,
    25_000,
    'Lying in the club’s harbour; a visit is welcome.',
    'Dinghy with trailer; Wooden rowing boat; Folding canoe; Sextant in its case; Outboard engine; Dragon-class yacht; Ship’s bell; Diving helmet; Set of sails; Marine compass'
  ),
  kind(
    'natural-history',
    9,
    4_500,
    'Lifted, weighed and photographed by us.',
    'Meteorite from Campo del Cielo; Ammonite of 40 cm; Amber with a gnat; Rock crystal; Set of minerals; Dinosaur footprint; Butterflies under glass; Globe of the moon; Telescope with stand; Skeleton for a class'
  ),
  kind(
    'mixed-lots',
    9,
    1_000,
    'Sold as one lot, uncounted.',
    'Box of vinyl records; Crate of comics; Film posters, 50; Box of buttons; Suitcase of letters; Theatre costumes; Carton of board games; Garden gnomes, a dozen; Christmas decorations; Hats of three decades'
  ),
]

export const DEMO_SELLERS = [
  'Alice',
  'Albrecht & Sons',
  'Bookshop at the Bridge',
  'Camera Exchange',
  'City of Linden',
  'Collectors’ Club',
  'Dorothea Estate',
  'Design House',
  'Harbour Club',
  'Museum Friends',
]

export const DEMO_BUYERS = ['Bob', 'Carol', 'Dave', 'Erin', 'Frank', 'Grace', 'Heidi', 'Ivan']
