import { BaseSchema } from '@adonisjs/lucid/schema'

/** The house itself: when it could last take bids, whether it is paused, and its outages. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE house (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        last_heartbeat_at timestamptz(3),
        paused_at timestamptz(3),
        pause_reason text,
        CONSTRAINT house_pause_has_a_reason CHECK ((paused_at IS NULL) = (pause_reason IS NULL))
      ) WITH (fillfactor = 50);
      INSERT INTO house DEFAULT VALUES;

      CREATE TABLE house_outages (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        started_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3) NOT NULL CHECK (ended_at > started_at),
        handled_at timestamptz(3),
        CONSTRAINT house_outages_never_overlap
          EXCLUDE USING gist (tstzrange(started_at, ended_at) WITH &&)
      );
    `)
  }

  async down() {
    this.schema.raw('DROP TABLE house_outages, house;')
  }
}
