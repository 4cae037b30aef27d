import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Auctions and their books. `auction_states`, `bids` and `auction_events` are the hot path:
 * no foreign key on the rows of a bid and no index on what a bid changes, so that updates
 * stay HOT (docs/adr/0003-one-statement-a-batch.md). `auctions:verify` proves what those
 * keys would have held.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE listings (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        seller_id uuid NOT NULL REFERENCES users,
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        description text NOT NULL CHECK (length(description) <= 20000),
        search tsvector GENERATED ALWAYS AS (
          setweight(to_tsvector('simple', title), 'A') ||
          setweight(to_tsvector('simple', description), 'B')
        ) STORED,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX listings_search ON listings USING gin (search);
      CREATE INDEX listings_seller_id ON listings (seller_id);

      CREATE TABLE auctions (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        listing_id uuid NOT NULL REFERENCES listings,
        seller_id uuid NOT NULL REFERENCES users,
        currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        start_price bigint NOT NULL CHECK (start_price BETWEEN 1 AND 1000000000000),
        reserve bigint CHECK (reserve BETWEEN 1 AND 1000000000000),
        buy_now bigint CHECK (buy_now BETWEEN 1 AND 1000000000000),
        increments jsonb NOT NULL CHECK (jsonb_typeof(increments) = 'array'),
        soft_close_window_ms integer CHECK (soft_close_window_ms >= 0),
        soft_close_extension_ms integer CHECK (soft_close_extension_ms >= 0),
        starts_at timestamptz(3) NOT NULL,
        opened_ends_at timestamptz(3) NOT NULL,
        opened_hard_ends_at timestamptz(3),
        alias_secret bytea NOT NULL CHECK (length(alias_secret) = 16),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT auctions_buy_now_is_the_top
          CHECK (buy_now >= greatest(start_price, coalesce(reserve, 0))),
        CONSTRAINT auctions_end_after_the_start CHECK (opened_ends_at > starts_at),
        CONSTRAINT auctions_hard_end_is_last
          CHECK (opened_hard_ends_at IS NULL OR opened_hard_ends_at >= opened_ends_at),
        CONSTRAINT auctions_soft_close_is_whole CHECK (
          (soft_close_window_ms IS NULL) = (soft_close_extension_ms IS NULL)
          AND (opened_hard_ends_at IS NULL OR soft_close_window_ms IS NOT NULL)
        )
      );
      CREATE INDEX auctions_seller_id ON auctions (seller_id, id);
      CREATE INDEX auctions_listing_id ON auctions (listing_id);

      CREATE TABLE auction_states (
        auction_id uuid PRIMARY KEY REFERENCES auctions,
        version bigint NOT NULL DEFAULT 0,
        seq bigint NOT NULL DEFAULT 0,
        public_seq bigint NOT NULL DEFAULT 0,
        price bigint NOT NULL CHECK (price BETWEEN 1 AND 1000000000000),
        leader_id uuid,
        maximum bigint,
        bid_count integer NOT NULL DEFAULT 0 CHECK (bid_count >= 0),
        last_bid_at timestamptz(3),
        ends_at timestamptz(3) NOT NULL,
        hard_ends_at timestamptz(3),
        paused_at timestamptz(3),
        status text NOT NULL DEFAULT 'open' CHECK (status IN
          ('open', 'paused', 'sold', 'reserve_not_met', 'no_bids', 'cancelled')),
        closed_at timestamptz(3),
        close_check_at timestamptz(3),
        CONSTRAINT auction_states_leader_has_a_maximum
          CHECK ((leader_id IS NULL) = (maximum IS NULL)),
        CONSTRAINT auction_states_price_within_maximum CHECK (maximum >= price),
        CONSTRAINT auction_states_counters
          CHECK (seq <= version AND seq >= 0 AND public_seq >= 0 AND bid_count <= seq),
        CONSTRAINT auction_states_paused_since CHECK ((status = 'paused') = (paused_at IS NOT NULL)),
        CONSTRAINT auction_states_closed_when
          CHECK ((status IN ('open', 'paused')) = (closed_at IS NULL)),
        CONSTRAINT auction_states_outcome_fits CHECK (CASE status
          WHEN 'sold' THEN leader_id IS NOT NULL
          WHEN 'reserve_not_met' THEN leader_id IS NOT NULL
          WHEN 'no_bids' THEN leader_id IS NULL
          ELSE true END)
      ) WITH (fillfactor = 50);
      CREATE INDEX auction_states_close_check_at ON auction_states (close_check_at)
        WHERE close_check_at IS NOT NULL;

      CREATE TABLE bids (
        auction_id uuid NOT NULL,
        seq bigint NOT NULL CHECK (seq >= 1),
        version bigint NOT NULL,
        id uuid NOT NULL,
        bidder_id uuid NOT NULL,
        is_buy_now boolean NOT NULL DEFAULT false,
        maximum bigint NOT NULL CHECK (maximum BETWEEN 1 AND 1000000000000),
        placed_at timestamptz(3) NOT NULL,
        public_seq bigint,
        price bigint NOT NULL,
        is_leading boolean NOT NULL,
        is_reserve_met boolean NOT NULL,
        ends_at timestamptz(3) NOT NULL,
        idempotency_key text CHECK (length(idempotency_key) <= 255 AND idempotency_key ~ '^[!-~]+$'),
        voided_version bigint,
        PRIMARY KEY (auction_id, seq)
      );
      CREATE UNIQUE INDEX bids_idempotency_key ON bids (auction_id, bidder_id, idempotency_key);

      CREATE TABLE auction_events (
        auction_id uuid NOT NULL,
        public_seq bigint NOT NULL CHECK (public_seq >= 1),
        type text NOT NULL CHECK (type IN
          ('bid', 'buy_now', 'withdrawn', 'extended', 'paused', 'resumed', 'closed')),
        occurred_at timestamptz(3) NOT NULL,
        price bigint NOT NULL,
        leader text,
        is_reserve_met boolean NOT NULL,
        bid_count integer NOT NULL,
        ends_at timestamptz(3) NOT NULL,
        status text NOT NULL,
        bidder text,
        amount bigint,
        automatic_bidder text,
        automatic_amount bigint,
        withdrawn bigint[],
        note text,
        PRIMARY KEY (auction_id, public_seq)
      );
      CREATE INDEX auction_events_withdrawn ON auction_events (auction_id, public_seq)
        WHERE type = 'withdrawn';
      CREATE TRIGGER auction_events_is_append_only BEFORE UPDATE OR DELETE ON auction_events
        FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

      CREATE TABLE auction_deeds (
        auction_id uuid NOT NULL REFERENCES auctions,
        version bigint NOT NULL CHECK (version >= 1),
        type text NOT NULL CHECK (type IN
          ('void', 'void_bidder', 'cancel', 'extend', 'pause', 'resume', 'close')),
        actor_id uuid REFERENCES users,
        occurred_at timestamptz(3) NOT NULL,
        public_seq bigint,
        data jsonb NOT NULL DEFAULT '{}',
        PRIMARY KEY (auction_id, version)
      );
      CREATE TRIGGER auction_deeds_is_append_only BEFORE UPDATE OR DELETE ON auction_deeds
        FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        auction_id uuid NOT NULL,
        public_seq bigint NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
      );

      CREATE TABLE auction_browse (
        auction_id uuid PRIMARY KEY REFERENCES auctions,
        price bigint NOT NULL,
        bid_count integer NOT NULL,
        ends_at timestamptz(3) NOT NULL,
        status text NOT NULL
      ) WITH (fillfactor = 80);
      CREATE INDEX auction_browse_ends_at ON auction_browse (ends_at, auction_id);
      CREATE INDEX auction_browse_price ON auction_browse (price, auction_id);
      CREATE INDEX auction_browse_bid_count ON auction_browse (bid_count, auction_id);
    `)
  }

  async down() {
    this.schema.raw(`
      DROP TABLE auction_browse, outbox, auction_deeds, auction_events, bids, auction_states,
        auctions, listings;
    `)
  }
}
