import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Listings as content: each edit of a listing is a revision with a state of review. `title` and
 * `description` of `listings` are those of the revision the public sees.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE listing_revisions (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        listing_id uuid NOT NULL REFERENCES listings,
        number integer NOT NULL CHECK (number >= 1),
        state text NOT NULL DEFAULT 'draft' CHECK (state IN
          ('draft', 'submitted', 'changes_requested', 'approved', 'rejected')),
        version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
        category_id uuid REFERENCES categories,
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        description text NOT NULL DEFAULT '' CHECK (length(description) <= 20000),
        condition text CHECK (condition IN ('new', 'as_new', 'good', 'used', 'worn', 'defective')),
        place_text text CHECK (length(place_text) <= 200),
        place_country text CHECK (place_country ~ '^[A-Z]{2}$'),
        place_postcode text CHECK (length(place_postcode) <= 20),
        language text CHECK (language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
        estimate_currency text CHECK (estimate_currency ~ '^[A-Z]{3}$'),
        low_estimate bigint CHECK (low_estimate BETWEEN 1 AND 1000000000000),
        high_estimate bigint CHECK (high_estimate BETWEEN 1 AND 1000000000000),
        delivery jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(delivery) = 'object'),
        field_values jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(field_values) = 'object'),
        field_definitions jsonb,
        start_when_approved jsonb,
        created_by uuid NOT NULL REFERENCES users,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT listing_revisions_number_unique UNIQUE (listing_id, number),
        CONSTRAINT listing_revisions_estimates_ascend CHECK (low_estimate <= high_estimate),
        CONSTRAINT listing_revisions_definitions_kept
          CHECK (state = 'draft' OR field_definitions IS NOT NULL)
      );
      CREATE INDEX listing_revisions_queue ON listing_revisions (state, updated_at, id)
        WHERE state = 'submitted';
      CREATE UNIQUE INDEX listing_revisions_one_open ON listing_revisions (listing_id)
        WHERE state IN ('draft', 'submitted', 'changes_requested');

      CREATE TABLE revision_moves (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        revision_id uuid NOT NULL REFERENCES listing_revisions,
        from_state text NOT NULL,
        to_state text NOT NULL,
        actor_id uuid NOT NULL REFERENCES users,
        reason text,
        moved_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX revision_moves_revision_id ON revision_moves (revision_id, id);

      ALTER TABLE listings
        ADD COLUMN reference text CHECK (length(reference) BETWEEN 1 AND 100),
        ADD COLUMN consignor_id uuid REFERENCES consignors,
        ADD COLUMN category_id uuid REFERENCES categories,
        ADD COLUMN created_by uuid REFERENCES users,
        ADD COLUMN approved_revision_id uuid REFERENCES listing_revisions,
        ADD COLUMN condition text,
        ADD COLUMN place_country text,
        ADD COLUMN withdrawn_at timestamptz(3),
        ADD COLUMN withdrawn_reason text;
      CREATE UNIQUE INDEX listings_reference_unique ON listings (seller_id, reference)
        WHERE reference IS NOT NULL;
      CREATE INDEX listings_category_id ON listings (category_id);

      ALTER TABLE auctions
        ADD COLUMN revision_id uuid REFERENCES listing_revisions,
        ADD COLUMN relisted_from_id uuid REFERENCES auctions;

      CREATE TABLE listing_values (
        listing_id uuid NOT NULL REFERENCES listings,
        field_id uuid NOT NULL REFERENCES category_fields,
        number numeric,
        choice text,
        CONSTRAINT listing_values_one_kind CHECK (num_nonnulls(number, choice) = 1)
      );
      CREATE INDEX listing_values_listing_id ON listing_values (listing_id);
      CREATE INDEX listing_values_number ON listing_values (field_id, number, listing_id)
        WHERE number IS NOT NULL;
      CREATE INDEX listing_values_choice ON listing_values (field_id, choice, listing_id)
        WHERE choice IS NOT NULL;
    `)
  }

  async down() {
    this.schema.raw(`
      DROP TABLE listing_values;
      ALTER TABLE auctions DROP COLUMN revision_id, DROP COLUMN relisted_from_id;
      ALTER TABLE listings DROP COLUMN reference, DROP COLUMN consignor_id, DROP COLUMN category_id,
        DROP COLUMN created_by, DROP COLUMN approved_revision_id, DROP COLUMN condition,
        DROP COLUMN place_country, DROP COLUMN withdrawn_at, DROP COLUMN withdrawn_reason;
      DROP TABLE revision_moves, listing_revisions;
    `)
  }
}
