import { BaseSchema } from '@adonisjs/lucid/schema'

/** Who takes part: users, their API tokens, and whom a seller will not have as a bidder. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE users (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        email text NOT NULL CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
        password text NOT NULL,
        display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 80),
        roles text[] NOT NULL DEFAULT '{buyer}'
          CHECK (roles <@ '{buyer,seller,moderator,admin}'::text[]),
        suspended_at timestamptz(3),
        suspension_reason text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT users_email_unique UNIQUE (email),
        CONSTRAINT users_suspension_has_a_reason
          CHECK ((suspended_at IS NULL) = (suspension_reason IS NULL))
      );

      CREATE TABLE auth_access_tokens (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tokenable_id uuid NOT NULL REFERENCES users,
        type text NOT NULL,
        name text,
        hash text NOT NULL,
        abilities text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        last_used_at timestamptz(3),
        expires_at timestamptz(3)
      );
      CREATE INDEX auth_access_tokens_tokenable_id ON auth_access_tokens (tokenable_id);

      CREATE TABLE seller_blocks (
        seller_id uuid NOT NULL REFERENCES users,
        bidder_id uuid NOT NULL REFERENCES users,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (seller_id, bidder_id)
      );

      CREATE TABLE audit_log (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        actor_id uuid REFERENCES users,
        action text NOT NULL CHECK (action <> ''),
        subject_type text NOT NULL CHECK (subject_type IN ('auction', 'user', 'house')),
        subject_id uuid,
        reason text NOT NULL CHECK (reason <> ''),
        data jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX audit_log_subject ON audit_log (subject_type, subject_id, id);

      CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
          USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_TABLE_NAME || '_is_append_only';
      END $$;
      CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE ON audit_log
        FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
    `)
  }

  async down() {
    this.schema.raw(`
      DROP TABLE audit_log, seller_blocks, auth_access_tokens, users;
      DROP FUNCTION refuse_rewriting;
    `)
  }
}
