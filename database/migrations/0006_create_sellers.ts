import { BaseSchema } from '@adonisjs/lucid/schema'

/** Who sells: sellers with their profiles, applications to become one, and consignors. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE seller_applications (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        user_id uuid NOT NULL REFERENCES users,
        legal_name text NOT NULL CHECK (length(legal_name) BETWEEN 1 AND 200),
        address text NOT NULL CHECK (length(address) BETWEEN 1 AND 500),
        country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
        note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
        status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'accepted', 'declined')),
        decided_by uuid REFERENCES users,
        decided_at timestamptz(3),
        decision_reason text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT seller_applications_decided_whole CHECK (
          (status = 'open') = (decided_at IS NULL) AND (status = 'open') = (decision_reason IS NULL)),
        CONSTRAINT seller_applications_not_by_oneself CHECK (decided_by <> user_id)
      );
      CREATE UNIQUE INDEX seller_applications_one_open ON seller_applications (user_id)
        WHERE status = 'open';
      CREATE INDEX seller_applications_queue ON seller_applications (status, id);

      CREATE TABLE seller_profiles (
        user_id uuid PRIMARY KEY REFERENCES users,
        public_name text NOT NULL CHECK (length(public_name) BETWEEN 1 AND 80),
        about text NOT NULL DEFAULT '' CHECK (length(about) <= 5000),
        legal_name text CHECK (length(legal_name) BETWEEN 1 AND 200),
        address text CHECK (length(address) BETWEEN 1 AND 500),
        country text CHECK (country ~ '^[A-Z]{2}$'),
        skips_review boolean NOT NULL DEFAULT false,
        seller_since timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      );
      INSERT INTO seller_profiles (user_id, public_name, skips_review, seller_since)
        SELECT id, display_name, true, created_at FROM users WHERE 'seller' = ANY(roles);

      CREATE TABLE consignors (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        address text NOT NULL DEFAULT '' CHECK (length(address) <= 500),
        commission_bps integer NOT NULL CHECK (commission_bps BETWEEN 0 AND 10000),
        note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
        created_by uuid NOT NULL REFERENCES users,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      );

      ALTER TABLE users
        ADD COLUMN suspension_settled_at timestamptz(3),
        ADD CONSTRAINT users_settled_while_suspended
          CHECK (suspension_settled_at IS NULL OR suspended_at IS NOT NULL);
      CREATE INDEX users_to_settle ON users (suspended_at)
        WHERE suspended_at IS NOT NULL AND suspension_settled_at IS NULL;

      CREATE TABLE moderation_cases (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        kind text NOT NULL CHECK (kind IN ('seller_suspended')),
        auction_id uuid NOT NULL REFERENCES auctions,
        status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'kept', 'cancelled')),
        decided_by uuid REFERENCES users,
        decided_at timestamptz(3),
        decision_reason text,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT moderation_cases_decided_whole CHECK (
          (status = 'open') = (decided_at IS NULL) AND (status = 'open') = (decided_by IS NULL)
          AND (status = 'open') = (decision_reason IS NULL))
      );
      CREATE UNIQUE INDEX moderation_cases_one_open ON moderation_cases (auction_id, kind)
        WHERE status = 'open';
      CREATE INDEX moderation_cases_auction_id ON moderation_cases (auction_id);
      CREATE INDEX moderation_cases_queue ON moderation_cases (status, id);

      ALTER TABLE seller_blocks
        ADD COLUMN id uuid NOT NULL DEFAULT uuidv7(),
        ADD COLUMN auction_id uuid REFERENCES auctions,
        ADD COLUMN alias text,
        ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 1000),
        ADD CONSTRAINT seller_blocks_alias_has_its_auction
          CHECK ((alias IS NULL) = (auction_id IS NULL));
      CREATE UNIQUE INDEX seller_blocks_list ON seller_blocks (seller_id, id);

      ALTER TABLE audit_log DROP CONSTRAINT audit_log_subject_type_check,
        ADD CONSTRAINT audit_log_subject_type_check
          CHECK (subject_type IN ('auction', 'user', 'house', 'category', 'consignor'));
    `)
  }

  async down() {
    this.schema.raw(`
      ALTER TABLE audit_log DROP CONSTRAINT audit_log_subject_type_check,
        ADD CONSTRAINT audit_log_subject_type_check
          CHECK (subject_type IN ('auction', 'user', 'house', 'category'));
      DROP TABLE moderation_cases;
      ALTER TABLE users DROP COLUMN suspension_settled_at;
      DROP INDEX seller_blocks_list;
      ALTER TABLE seller_blocks DROP COLUMN id, DROP COLUMN auction_id, DROP COLUMN alias,
        DROP COLUMN reason;
      DROP TABLE consignors, seller_profiles, seller_applications;
    `)
  }
}
