import { BaseSchema } from '@adonisjs/lucid/schema'

/** What admins set of the house, over the defaults of `config/`; and what of it an auction copies. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE house_settings (
        key text PRIMARY KEY CHECK (key ~ '^[a-zA-Z]+$'),
        value jsonb NOT NULL,
        version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
        updated_by uuid REFERENCES users,
        updated_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
      );

      ALTER TABLE auctions
        ADD COLUMN premium_bands jsonb NOT NULL DEFAULT '[]'
          CHECK (jsonb_typeof(premium_bands) = 'array'),
        ADD COLUMN tax_bands jsonb NOT NULL DEFAULT '[]'
          CHECK (jsonb_typeof(tax_bands) = 'array'),
        ADD COLUMN has_house_increments boolean NOT NULL DEFAULT false,
        ADD COLUMN has_house_soft_close boolean NOT NULL DEFAULT false;

      ALTER TABLE auction_deeds DROP CONSTRAINT auction_deeds_type_check,
        ADD CONSTRAINT auction_deeds_type_check CHECK (type IN
          ('void', 'void_bidder', 'cancel', 'extend', 'pause', 'resume', 'close', 'amend'));
    `)
  }

  async down() {
    this.schema.raw(`
      ALTER TABLE auctions DROP COLUMN premium_bands, DROP COLUMN tax_bands,
        DROP COLUMN has_house_increments, DROP COLUMN has_house_soft_close;
      ALTER TABLE auction_deeds DROP CONSTRAINT auction_deeds_type_check,
        ADD CONSTRAINT auction_deeds_type_check CHECK (type IN
          ('void', 'void_bidder', 'cancel', 'extend', 'pause', 'resume', 'close'));
      DROP TABLE house_settings;
    `)
  }
}
